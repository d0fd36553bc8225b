"""Event → what leaves: the webhook's body, Slack's message, the feeds' files, and text for a terminal.

Core: values in, bytes or text out. Every sink escapes for itself, whatever a page held. Imports words and core only.
"""
