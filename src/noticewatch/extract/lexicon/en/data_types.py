# ruff: noqa: E501, S106  (tables: a row a line; the passwords are words for them)
"""English words for kinds of personal data, in lower case."""

from __future__ import annotations

from noticewatch.model import DataType

_PLURAL = (
    "number",
    "id",
    "card",
    "account",
    "address",
    "date",
    "license",
    "licence",
    "record",
    "result",
    "name",
    "detail",
    "certificate",
)


def _table(**kinds: str) -> dict[str, DataType]:
    """Words by their kinds, each with its plural where its last word is one that is counted."""
    table: dict[str, DataType] = {}
    for kind, listed in kinds.items():
        for word in listed.split(","):
            table[word.strip()] = kind  # type: ignore[assignment]
            if word.endswith(_PLURAL):
                table.setdefault(word.strip() + ("es" if word.endswith("ss") else "s"), kind)  # type: ignore[arg-type]
    return table


DATA_TYPES: dict[str, DataType] = _table(
    name="names,name,full name,first name,last name,first and last name,first and last names,surname",
    address="addresses,address,home address,home addresses,mailing address,mailing addresses,postal address,postal addresses,street address,physical address,billing address,shipping address,zip code,home addresses,delivery address,residential address",
    phone="phone number,phone numbers,telephone number,telephone numbers,phone,telephone,mobile number,cell phone number,mobile phone number,mobile phone numbers,mobile numbers,home phone number,contact number,telephone contact",
    email="email address,email addresses,e-mail address,e-mail addresses,emails,e-mails,email,e-mail",
    date_of_birth="date of birth,dates of birth,birth date,birth dates,birthdate,birthdates,dob,birthday,birthdays",
    age="age,ages",
    gender="gender,sex",
    password="password,passwords,pin,pins,security question,security questions,pin numbers",
    password_hash="hashed password,hashed passwords,encrypted password,encrypted passwords,salted password,password hash,password hashes,salted and hashed passwords,bcrypt",
    login_id="username,usernames,user name,user names,login id,login credentials,login information,logins,account credentials,user id,user ids,credentials",
    credit_card="credit card,card details,card data,payment card details,card expiration date,security code,credit cards,credit card number,credit card numbers,credit card information,debit card,debit card number,debit card numbers,payment card,payment card information,payment card data,card number,card numbers,card information,credit or debit card,credit and debit card,cvv,card expiration",
    bank_account="bank account,banking details,sort code,sort codes,iban,bank account details,bank card details,bank accounts,bank account number,bank account numbers,account number,account numbers,financial account,financial accounts,financial account information,financial account number,financial account numbers,financial information,bank details,banking information,routing number,bank information,direct deposit,account balances,account balance",
    national_id="social security information,social security number,social security numbers,ssn,ssns,national id,national insurance number,social insurance number,social insurance numbers,taxpayer identification number,tax identification number,tax id,government id,government-issued id,government identification,social security",
    insurance_number="insurance number,insurance numbers,health insurance number,health insurance numbers,health insurance information,health plan information,health plan number,insurance information,medicare number,medicaid number,health card number,health card numbers,insurance policy number,insurance id,policy number,policy numbers,member id,medicare,medicaid",
    drivers_license="driver's license,drivers license,driver's licence,driver’s license,driver’s licence,drivers licence,driver license,drivers’ license,drivers' license,driving licence,driver's license number,driver's license numbers,driver's licenses",
    passport="passport,passports,passport number,passport numbers",
    health="medical information,health information,medical record,medical records,treatment information,treatment,diagnosis,diagnoses,medical history,lab results,test results,prescription,prescriptions,prescription information,clinical information,medication,medications,medical condition,medical conditions,provider names,provider name,health data,medical data,dates of service,date of service,vaccination,disability,type of appointment,treatments,patient records,lab test results,clinical notes,health records,dental records,dental record,patient charts,medical details,medical conditions,questionnaire answers about health,health questionnaire,health questionnaires,care notes,reason for visit,reasons for visit,appointment date,appointment dates,appointment time,physician,physician name,case notes,care plan,care plans,support needs,learning support needs,diagnostic images,clinical records,clinical data,x-rays,allergies,blood type,medical reports,appointment details,health details",
    biometric="fingerprint,fingerprints,biometric,biometric data,genetic,dna",
    employment="employment information,job title,job titles,employer,employee id,employee number,employee numbers,work history,employment history,position,occupation,personnel file,personnel files,employee identification",
    education="grades,exam results,results,grade level,school attended,transcript,transcripts,education records,enrollment information,test scores,academic records,student records,gpa",
    family="family members,dependents,dependent,next of kin,parent names,guardian,guardians,emergency contact,emergency contacts,marital status,beneficiaries,parent/guardian",
    salary_or_income="salary,salaries,income,income information,payroll,wage,wages,compensation,w-2,tax form,tax forms",
    transaction="purchase history,order history,transaction history,transactions,transaction information,donation history,giving history,order information,purchase information,order details,billing information,payment history,order numbers,booking details,delivery instructions",
    device_id="ip address,ip addresses,device id,device identifier,device identifiers,cookies",
    location="location data,geolocation,location",
    photo="photo,photos,photograph,photographs,images,pictures,image",
    customer_id="customer number,customer numbers,student id,student ids,student id number,student id numbers,student number,patient id,member number,membership number,medical record number,medical record numbers,patient account number,customer id,account id,student identification,candidate number,candidate numbers,loyalty number,student reference,council tax reference,reference number,reference numbers,patient number,account reference,customer reference,medical record numbers",
    correspondence="messages,message content,correspondence,contents of emails,chat logs,private messages,letters",
    other="nationality,ethnicity,signature,signatures,race,license plate,religion,citizenship,tax information,immigration",
)

WEAK_TYPES: dict[str, DataType] = {}
for _word in [
    "name",
    "email",
    "e-mail",
    "emails",
    "e-mails",
    "phone",
    "telephone",
    "age",
    "ages",
    "location",
    "position",
    "treatment",
    "messages",
    "letters",
    "address",
    "social|security",
    "image",
    "images",
    "guardian",
    "guardians",
    "medicare",
    "medicaid",
    "race",
    "parent/guardian",
    "pin",
    "payroll",
    "logins",
    "medication",
    "prescription",
    "treatments",
    "credentials",
    "compensation",
    "sex",
    "photo",
    "photos",
    "dependents",
    "dependent",
    "beneficiaries",
    "results",
    "physician",
]:
    _word = _word.replace("|", " ")
    if _word in DATA_TYPES:
        WEAK_TYPES[_word] = DATA_TYPES.pop(_word)
