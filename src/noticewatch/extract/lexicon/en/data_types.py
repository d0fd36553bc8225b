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
    "certificate",
    "code",
    "score",
    "message",
    "grade",
    "photo",
    "image",
    "note",
    "letter",
    "claim",
    "form",
    "plan",
    "bill",
    "order",
    "title",
    "statement",
    "document",
    "report",
    "condition",
    "chart",
    "scan",
    "charge",
    "balance",
    "payment",
)
_FORMS = ("", " number", " numbers", " details", " detail", " information", " info", " data")


def _forms(word: str) -> list[str]:
    """A word with its plural where it is one that is counted; a plus behind it stands for all that is told of such a thing."""
    stem = word.removesuffix("+")
    plural = [stem + ("es" if stem.endswith("ss") else "s")] if stem.endswith(_PLURAL) or (stem != word) else []
    if stem.endswith(" history"):
        plural = [stem.removesuffix("y") + "ies"]
    return [stem, *plural, *([stem + form for form in _FORMS] if stem != word else [])]


def _split(listed: str) -> list[str]:
    return listed.replace("\n", "").split("|")


def _table(**kinds: str) -> dict[str, DataType]:
    """Words by their kinds, in all forms; a word that stands in the table twice keeps its first kind."""
    table: dict[str, DataType] = {}
    for kind, listed in kinds.items():
        for word in listed.split(","):
            for form in _forms(word.strip()):
                table.setdefault(form, kind)  # type: ignore[arg-type]
    for word in [word for word in table if "'" in word]:
        table.setdefault(word.replace("'", "’"), table[word])
        table.setdefault(word.replace("'", ""), table[word])
    return table


DATA_TYPES: dict[str, DataType] = _table(
    password_hash="hashed password,encrypted password,salted password,hashed passwords,encrypted passwords,salted passwords,password hash,password hashes,salted and hashed passwords,hashed and salted passwords,salted hashes of passwords,scrambled passwords,scrambled password,hashes of passwords,hashes of their passwords,hash of the password,hash of your password,password in hashed form,passwords in hashed form,bcrypt,passwords were hashed,passwords (hashed),hashed versions of passwords",
    password="password,passwords,passcode,passcodes,pin number,pin code,security question,security questions,security questions and answers,access code,log-in password,secret question,secret questions",
    login_id="username,usernames,user name,user names,login id,login name,log-in id,login credentials,log-in credentials,login information,login details,log-in details,account credentials,user id,userid,user ids,screen name,screen names,sign-in name,sign-in names,user handle,user handles,online account credentials,website credentials,account usernames,nicknames,account name,account names",
    name="names,full name,first name,last name,first and last name,first and last names,first name and last name,surname,surnames,maiden name,middle name,display name,end-user names,end user names,given name,family name,legal name,forename,forenames,preferred name,patient name,client name,customer name,student name,member name,employee name,personal name,name and surname,names and surnames,first initial,contact name,account holder name,child's name,children's names",
    address="work address,addresses,home address,mailing address,postal address,street address,physical address,billing address,shipping address,delivery address,residential address,property address,personal address,private address,home and mailing address,zip code,zip codes,postcode,postcodes,postal code,place of residence,country of residence,street,city and state,address information,address details",
    phone="phone number,telephone number,mobile number,cell phone number,cellphone number,mobile phone number,cell number,home phone number,contact number,telephone contact,home phone,home telephone,cell phone,mobile phone,work phone,phone details,fax number,phone and fax numbers,phone or mobile number,home and cell numbers,landline,landline number",
    email="work email address,email list,e-mail list,emails list,list of emails,mailing list,email address,e-mail address,electronic mail address,email id,personal email,personal e-mail,e-mail and postal addresses,email contact,email addresses of,mail address,email information",
    date_of_birth="date of birth,dates of birth,birth date,birthdate,birth dates,birthdates,dob,dobs,birthday,birthdays,year of birth,years of birth,month and year of birth,month and day of birth,birth year,birth month,date or year of birth",
    age="age range,age group,age bracket,year group",
    gender="gender,genders,biological sex,sex of the child,gender identity",
    credit_card="credit card+,debit card+,credit or debit card+,credit and debit card+,credit/debit card+,payment card+,bank card+,charge card+,cardholder data,cardholder name,cardholder names,cardholder information,card number,card numbers,card details,card data,card information,card expiration date,card expiry date,card expiration,expiration date,expiration dates,expiry date,expiry dates,security code,security codes,card verification,verification code,cvv,cvv2,cvc,cvv code,cvv codes,last four digits of the card,payment card account number,card security code,card verification code,credit card expiration,primary account number",
    bank_account="bank account+,bank account details,financial account+,financial account information,financial information,financial details,financial data,financial records,financial or payment information,bank details,bank detail,banking details,banking information,banking data,bank information,bank data,checking account+,savings account+,sort code,sort codes,iban,ibans,bsb,bsb number,bsb numbers,account number,account numbers,routing number,routing numbers,bank routing number,direct deposit,direct deposit information,direct debit details,direct debit information,account balance,bank balance,bank code,bank codes,payment account information,payment account,account at a bank,swift code,paypal,cheque details,bank statement,voided check,voided checks,account and routing numbers,bank name",
    national_id="social security number,social security numbers,social security information,social security,social security no,ssn,ssns,ssn/itin,national id,national identification number,national identity number,national id number,national insurance number,national insurance numbers,ni number,ni numbers,social insurance number,social insurance numbers,sin,sins,taxpayer identification number,tax identification number,individual taxpayer identification number,tax id,tax id number,tax file number,tfn,tfns,itin,itins,pps number,pps numbers,ppsn,ird number,ird numbers,government id,government-issued id,government issued id,government-issued identification,government-issued identification number,government issued identification,government identification number,government identification,identity card,identity card number,identity card numbers,id card number,personal identity number,personal identification number,my number,state id number,state identification number,state id,state-issued identification number,citizen number,identity number,national register number,burgerservicenummer,bsn,aadhaar,nric,nric number,nif",
    insurance_number="insurance number,health insurance number,health insurance information,health insurance details,health insurance data,health insurance,health insurance id,health insurance policy number,health insurance member id,health plan information,health plan number,health plan id,health plan details,health plan beneficiary number,insurance information,insurance details,insurance data,insurance id,insurance identification number,insurance policy,insurance policy number,insurance policy information,insurance member id,insurance card,policy number,policy holder number,subscriber number,subscriber id,member id number,medicare+,medicaid+,medicare card,health card,health card number,health number,personal health number,personal health identification number,phin,nhs number,ohip number,health identification number,dental insurance,dental insurance information,medical insurance information,medical insurance,payer name,medicare or medicaid number,medicare/medicaid id,group number,health insurer,health insurance carrier,number used by medicare,health plan or other payer,insurance carrier,insurance provider,ihi",
    drivers_license="driver's license+,driver's licence+,drivers' license+,drivers' licence+,driver license+,driver licence+,driving licence+,driving license+,driver’s license or state id,driver's license or state identification number,driver's permit,licence details,license details",
    passport="passport+,passport copies,passport scans",
    health="hearing tests,speech tests,vision tests,results of hearing,test types and results,tests and their results,test types,types of test,types of tests,types and results,treating physician,treating physicians,dental information,dental records,dental record,dental history,vision information,test and results,tests and results,medical information,health information,health data,medical data,medical record,medical records,medical details,health details,health records,health record,treatment information,treatment details,treatment record,treatment records,treatment plan,treatment data,treatment history,treatment location,course of treatment,diagnosis,diagnoses,diagnosis code,diagnosis information,diagnostic information,diagnostic codes,diagnostic images,medical history,medical histories,medical condition,health condition,health conditions,conditions treated,condition being treated,condition,lab result,laboratory results,lab test results,test result,test results,lab tests,lab data,laboratory data,imaging,imaging results,radiology images,x-rays,x-ray images,scans,mri,prescription information,prescription details,prescriptions,prescription number,medication information,medications,medication details,list of medications,drug name,clinical information,clinical data,clinical records,clinical notes,clinical details,doctor's notes,case notes,care notes,care plan,support plan,nursing notes,progress notes,therapy notes,provider name,providers' names,provider names,name of provider,names of providers,treating physician,treating doctor,doctor's name,doctors' names,physician name,physician names,name of doctor,names of doctors,healthcare provider,health care provider,referring physician,dates of service,date of service,service dates,date of treatment,dates of treatment,treatment date,date of visit,dates of visits,visit date,date of a visit,admission date,admission dates,dates of admission,discharge date,date of discharge,appointment date,appointment dates,appointment time,appointment details,appointment information,type of appointment,procedure type,procedures performed,procedure,medical procedure,medical procedure information,surgery,surgical information,vaccination,vaccination status,vaccinations,vaccination records,immunization records,immunisation records,immunization information,vaccine,disability,disabilities,disability status,disability information,blood type,blood group,allergies,dietary requirements,dietary needs,dietary information,special educational needs,learning support needs,support needs,accessibility needs,reason for visit,reasons for visit,reason for the visit,reason for referral,referral,referrals,patient records,patient charts,dental records,dental record,dental x-rays,medical report,medical notes,medical documents,medical documentation,medical files,medical assessments,medical assessment,medical certificates,medical certificate,sick notes,sickness records,sickness absence,absence records,sick leave,questionnaire answers about health,health questionnaire,health questionnaires,health history,health status,health matters,mental health,mental health information,protected health information,personal health information,phi,occupational health,health and safety information,occupational health and safety information,sexual orientation,hiv status,cause of death,height and weight,health-related information,medical claims information,medical claim,health claims,explanation of benefits,medical information about,patient status,counselling notes,counseling notes,drug test,drug test results,covid-19 test,test dates,health screening,patient health information,medical treatment,medical treatment information,cpt codes,health insurance claims,claim for dental work,medical needs,health needs,injury,injuries,illness,sex life,safeguarding concerns,safeguarding information,behavioural notes,diagnostic test results,diet,dietary,name of medicine,medicine,medicines,allergy",
    biometric="fingerprint,fingerprints,biometric,biometrics,biometric data,biometric information,biometric identifiers,genetic,genetic data,genetic information,genetic test results,dna,facial recognition,face templates,voice recordings,voiceprint,voiceprints,retina scan,facial images,ancestry reports,ancestry information,genotype,ethnicity estimates,fingerprint template",
    employment="employment information,employment details,employment data,employment record,employment records,employment history,employment status,job title,job role,job roles,employer,employers,employer name,employers' names,employer names,names of employers,name of employer,place of work,workplace,employee id,employee id number,employee number,staff number,staff id,payroll number,employee identification number,personnel number,work history,job history,occupation,occupations,profession,professions,personnel file,personnel files,personnel records,hr records,human resources records,human resources files,job application,job applications,curriculum vitae,cv,cvs,resume,resumes,résumé,résumés,résumes,references,disciplinary records,performance reviews,performance evaluations,work email,role,roles,job description,employer's name,place of employment,background check,background checks,staff records,employee records,rank or grade,union membership,trade union membership",
    education="grades,grade,exam results,exam result,examination results,grade level,grade levels,grade point average,grade point averages,school attended,schools attended,name of school,school name,school names,school records,schooling,transcript,transcripts,education records,educational records,education information,education history,educational background,educational information,educational history,qualifications,degree,degrees,degree information,enrollment information,enrolment information,enrollment status,enrollment records,test scores,exam scores,academic record,academic records,academic information,academic history,academic results,student records,student record,gpa,gpas,course of study,courses taken,course information,course details,class schedule,schedules,class schedules,year of graduation,graduation year,graduation date,attendance record,attendance records,attendance,discipline records,special education status,special education information,special education records,iep,ieps,mark by paper,marks,school reports,school report,report cards,report card,year level,class lists,class name,homeroom,class,school year",
    family="family members,family member,dependent information,dependent names,dependents' names,dependant,dependants,dependents,next of kin,next-of-kin,parent names,parents' names,parent name,parent's name,names of parents,mother's name,father's name,mother's maiden name,parent and guardian names,parent/guardian names,parent/guardian name,guardian names,guardian name,guardian contact information,parent contact information,emergency contact,emergency contact information,emergency contact details,emergency contact name,emergency contact names,emergency contacts,emergency contacts' names,marital status,marriage status,spouse,spouses,spouse's name,spouse names,spouses' names,spousal information,beneficiary,beneficiaries,beneficiary information,beneficiary names,parent/guardian,parents or guardians,parent or guardian,family information,family details,family situation,family history,family relationships,children's details,relationship status,relationship to,names of children,number of children,relatives,household members,household composition,family composition,kinship",
    salary_or_income="salary,salaries,salary information,salary details,salary data,income,incomes,income information,household income,wage,wages,wage information,wage data,earnings,earnings information,compensation information,compensation data,payroll information,payroll data,payroll records,payroll details,payslips,pay slips,payslip,pay stubs,pay stub,pay,pay rate,rate of pay,pay information,pay grade,pay details,remuneration,w-2,w-2s,w-2 form,w-2 forms,w2,w2s,w-2 tax forms,wage and tax statements,1099,1099s,pension information,pension details,pension amount,amount of a pension,amount of pension,pensions,benefit amounts,benefits information,wage or salary",
    transaction="copay,copays,member copay,copayment,copayments,co-pay,co-pays,coinsurance,purchase history,purchase histories,purchases,purchase information,purchase details,purchase date,purchase amount,items purchased,products purchased,order history,order histories,order information,order details,order data,order numbers,order number,orders,order contents,transaction history,transaction histories,transaction information,transaction data,transaction details,transaction record,transaction records,transactions,transaction dates,donation history,donation histories,donation information,donation amounts,donation details,donations,giving history,gift amounts,gifts made,gift history,donor history,philanthropic giving,billing information,billing details,billing data,billing records,billing history,payment history,payment information,payment details,payment data,payment records,payment method,payment amount,payment amounts,payments,booking details,booking information,booking reference,booking references,booking number,booking dates,bookings,reservation details,reservation information,reservation number,reservation numbers,reservations,reservation dates,dates of stay,stay dates,check-in dates,arrival and departure dates,arrival dates,delivery instructions,delivery information,delivery details,delivery notes,shipping information,shipping details,invoice,invoices,invoice details,invoice number,receipts,receipt,claims information,claim information,claim number,claims data,claim details,insurance claims,claims history,claims,loan information,loan number,loan numbers,loan amount,loan details,loan application,mortgage information,credit history,credit score,credit scores,credit report information,credit information,credit file,itinerary,itineraries,travel itineraries,travel details,travel information,flight details,flight information,seat number,seat preference,meal preference,frequent flyer status,membership type,membership details,membership information,membership status,membership level,subscription details,subscription information,service history,service usage,usage data,usage history,rental history,rent,arrears,amount owed,amounts owed,amount due,amounts due,amount and date of each gift,amounts paid,meter readings,call records,call logs,call history,text message logs,call detail records,loyalty points,points balance,reward points,event attendance,events attended,tickets purchased,history of purchases",
    device_id="ip address,ip addresses,internet protocol address,internet protocol addresses,internet address,device id,device identifier,device identifiers,device information,device details,device data,device type,device types,device model,device name,browser,browser type,browser information,cookies,cookie data,cookie identifiers,mac address,mac addresses,imei,imei number,imsi,sim card number,sim card numbers,sim number,advertising id,advertising identifiers,user agent,user agents,operating system,serial number,serial numbers,device serial numbers,online identifiers,phone type",
    location="location data,location information,geolocation,geolocation data,gps,gps data,gps coordinates,gps location,location history,precise location,locations,route,routes,movements,home city,distance,start point",
    photo="photo,photos,photograph,photographs,profile photo,profile photos,profile picture,profile pictures,profile image,pictures,headshot,headshots,selfie,selfies,photo id,photo ids,photo identification,video,videos,video footage,footage,cctv footage,cctv images,video recordings,recorded video,video clips,video clip,still images,full-face photographs,full face photos,portrait",
    customer_id="customer number,customer id,customer reference,customer reference number,customer account number,customer account numbers,client number,client id,client reference,client reference number,student id,student id number,student number,student identification number,student identification,student identification numbers,student identifier,school id,school id number,id number,id numbers,identification number,identification numbers,unique identifier,unique identifiers,unique pupil number,pupil number,patient id,patient id number,patient number,patient identification number,patient identifier,patient identifiers,patient reference,hospital number,hospital record number,chart number,mrn,mrns,medical record number,medical record numbers,medical record id,patient account number,patient control number,account id,account reference,account reference number,member number,membership number,membership id,membership identification number,member id,membership card number,library card number,barcode number,loyalty number,loyalty card number,loyalty program number,rewards number,frequent flyer number,candidate number,exam number,applicant number,application number,application numbers,case number,file number,visit number,encounter number,accession number,reference number,council tax reference,student reference,tenancy reference,tenancy reference number,donor id,donor number,supporter number,subscriber account number,account holder number,registration number,certificate number,user number,user numbers,internal id,utility account number,service account number,handicap number,lottery number,locker number,enrolment number,enrollment number",
    correspondence="message content,message contents,messages exchanged,content of messages,contents of messages,text messages,text message,sms messages,chat messages,chat log,chat logs,chat history,chats,chat transcripts,private messages,direct messages,personal messages,correspondence,email correspondence,email content,email contents,content of emails,contents of emails,contents of the emails,body of emails,email messages,email exchanges,email threads,emails sent and received,letters,letter,inquiry details,enquiry details,inquiries,enquiries,content of inquiries,content of enquiries,complaint,complaints,complaint details,support tickets,support ticket,support messages,customer service records,comments,feedback,survey responses,voicemails,voicemail,call recordings,recordings of calls,recorded calls,recordings of telephone calls,conversations,communications,special requests,subject lines,free-text",
    other="employer identification number,employer id number,alien registration number,military identification number,military id,military id number,us military identification number,non-us identification number,tribal identification number,tribal id number,nationality,nationalities,ethnicity,ethnic origin,ethnic background,race,races,race/ethnicity,racial or ethnic origin,signature,signatures,digital signature,license plate,license plate number,number plate,licence plate,vehicle registration,vehicle registration number,vehicle identification number,vin,vehicle information,vehicle details,vehicle make,religion,religious affiliation,religious belief,religious beliefs,citizenship,citizenship status,country of birth,place of birth,places of birth,birthplace,tax information,tax return,tax returns,tax documents,tax records,tax amount,tax amounts,immigration,immigration status,immigration documents,visa,visa information,visa status,visa number,residence status,residency status,veteran status,military status,political opinions,political affiliation,voter registration,criminal record,criminal records,criminal history,criminal convictions,offences,arrest records,court records,legal documents,birth certificate,marriage certificate,death certificate,language,languages,primary language,native language,preferred language,interests,hobbies,preferences,biography,biographical information,demographic information,demographic data,demographics,demographic,identification document,identity document,identification documents,identity documents,id document,copies of identification,copies of id,metadata,social media handle,social media handles,social media account,social media accounts,property details,property information,tenancy details,housing status,assets,mother tongue,pronouns,title,key code,alarm code,alarm codes,door codes,gate codes,shoe size,clothing size,height,weight",
)

# These are words of every page; in a list of kinds, or with a word for the person before them, they are kinds.
_WEAK = """
name|password|addresses|email|e-mail|emails|e-mails|phone|telephone|phones|age|ages|location|locations|position|treatment|treatments|messages|letters|letter|address
|image|images|guardian|guardians|race|races|parent/guardian|pin|pins|payroll|logins|login|log-in|medication|medications|prescription|credentials
|compensation|sex|photo|photos|dependents|dependent|dependants|beneficiaries|beneficiary|results|physician|health|medicare|medicaid|insurance|medical|signature|signatures
|language|languages|title|interests|hobbies|preferences||role|roles|pay|degree|degrees||class|condition|conditions|procedure|procedures
|imaging|scans|claims|orders|purchases|donations|payments|receipt|receipts|invoice|invoices|bookings|reservations|transactions|references|reference|comments|feedback|complaints|complaint
|inquiries|enquiries|communications|conversations|video|videos|footage|pictures|picture|browser|route|routes|distance|rent|movements|language|height|weight|assets|diet|dietary
|medicine|medicines|injury|injuries|illness|schedules|attendance|marks|grade|grades|spouse|spouses|relatives|employer|employers|workplace|letters|passcode|passcodes|access code|access codes
|street|sin|sins|vin|visa|title|offences|referral|referrals|vaccine|surgery|marital|spouse|metadata|income|earnings|wages|disability|disabilities|number|expiration date|expiration dates|expiry date|expiry dates
|security code|security codes|verification code|group number|registration number|registration numbers|certificate number|case number|case numbers|file number|serial number|serial numbers|reference number|reference numbers|id number|id numbers|identification number|identification numbers|application number|application numbers|mail address|landline|class name|operating system|text message|text messages
|communications|family members|family member|parent or guardian|parents or guardians|household members|year group|amount due|amounts due|visit number|user number|user numbers|device type|device types|home city|start point|subscription details|nicknames|nickname|account name|account names|work email|work phone|social security|vaccination|race|contact name|school name|school names|provider name|family situation|background check|background checks|direct deposit|resume|resumes|cv|cvs|mental health|occupational health
|account balance|account balances|health insurance|cookies|bank name|language|tax returns|tax return|condition|photograph|fax number|fax numbers|financial details|metadata|paypal|gps|dna|citizenship|immigration|iban|cell phone|mobile phone|home phone|locations|department|receipt
"""
_WEAK_ONLY: dict[str, DataType] = {
    "name": "name",
    "address": "address",
    "email": "email",
    "emails": "email",
    "e-mail": "email",
    "e-mails": "email",
    "phone": "phone",
    "phones": "phone",
    "telephone": "phone",
    "age": "age",
    "ages": "age",
    "sex": "gender",
    "pin": "password",
    "pins": "password",
    "login": "login_id",
    "logins": "login_id",
    "log-in": "login_id",
    "credentials": "login_id",
    "nickname": "other",
    "health": "health",
    "medical": "health",
    "treatment": "health",
    "treatments": "health",
    "prescription": "health",
    "medication": "health",
    "physician": "health",
    "insurance": "insurance_number",
    "medicare": "insurance_number",
    "medicaid": "insurance_number",
    "guardian": "family",
    "guardians": "family",
    "dependent": "family",
    "compensation": "salary_or_income",
    "payroll": "salary_or_income",
    "results": "education",
    "location": "location",
    "image": "photo",
    "images": "photo",
    "picture": "photo",
    "messages": "correspondence",
}
WEAK_TYPES: dict[str, DataType] = dict(_WEAK_ONLY)
for _word in _split(_WEAK):
    if _word in DATA_TYPES:
        WEAK_TYPES[_word] = DATA_TYPES.pop(_word)

# They hold a word for a kind and name none.
NO_KINDS: frozenset[str] = frozenset(
    """file name|file names|domain name|domain names|company name|company names|brand name|brand names|business name|business names|product name|trade name|in the name of|under the name|by the name|name and shame|host name|host names
|email account|email accounts|e-mail account|e-mail accounts|email system|email systems|email server|email servers|email environment|email environments|email security|email security incident|email box|email boxes|email inbox|email tenant|email platform|email service|email services|email message|email attachment|email attachments|email phishing|email filtering|email incident|email event|email update
|phishing email|phishing emails|phishing e-mail|phishing e-mails|phishing message|phishing messages|spam email|spam emails|suspicious email|suspicious emails|suspicious messages|unsolicited emails|malicious email|malicious emails|fraudulent email|fraudulent emails|scam emails|fake emails|deceptive emails|by email|by e-mail|via email|via e-mail|by phone|by telephone|via phone|by letter|by mail|via letter|by post|phone call|phone calls|telephone call|telephone calls|phone line|phone lines|telephone line|phone system|phone lures|email or phone|letters|phone or email|telephone or email|email or text|by email or phone|an email|a phone|a letter|e-mail or letter|letter or email|email notification|email notifications|notification letter|notification letters|notice letter|notice letters|letters to|letter from|letters from|this letter|the letter|your letter|letter of
|password manager|password managers|password protection|password protected|password-protected|password reset|password resets|password policy|password policies|strong password|strong passwords|new password|new passwords|password change|password changes|password security|password requirements|password spraying|password guessing|a password|without a password|web browser|web browsers
|credit card statement|credit card statements|credit card company|credit card companies|card company|card companies|card issuer|card issuers|card processor|card brands|credit card issuer|credit card companies|payment card industry|payment card brands|payment card networks|payment card network|bank statements|account statement|account statements|financial account statements|financial statements|financial account statement|bank or credit card statements|financial institution|financial institutions
|health care|health care provider’s|health system|health systems|health network|health service|health services|health department|health center|health centre|health authority|health region|health board|health fund|health plan|health group|public health|medical center|medical centre|medical group|medical centers|medical identity theft|medical practice|medical practices|medical care|medical services|insurance company|insurance companies|insurance coverage|insurance commissioner|insurance policyholders|medicare advantage|mental health support
|location of|street names|title of|job applicants|school district|school year|social security administration|personal identification|position of|class action|in class|course of|of course|in the course|due course|in due course|over the course|condition of|on condition|role in|role of|playing a role|pay for|paid|will pay|to pay|pay the|degree of|passport office|passport holders|class of|first class|world class|world-class|department of|it department|fire department|police department|technology department|hr department|human resources department|finance department|language of|grade of|mark|in addition|rank higher|reference to|with reference|comments on|references to|the visa|feedback on|order to|in order|orders of|credit report|credit reports|credit file|credit files|credit bureau|credit bureaus|credit score monitoring|credit history monitoring|address this|address the|to address|addressed|address these|address any|email us|e-mail us|phone us|tax identification|remote access credentials|employee credentials|employee's credentials|stolen credentials|compromised credentials|administrator credentials|admin credentials|account credentials of an employee|access credentials|administrative credentials|vpn credentials|credentials of one|credentials of an|credentials of a|employee's login credentials|login credentials of|credentials belonging|image of|disk image|images of the server|photo center|video call|video calls|video conference|video conferencing|positions|age of|ages of|at the age|over the age|under the age|of age|age-appropriate|sex offences|sexual offences|sex offender|compensation for|mail address verification|as a result|review results|results in|search results|the results|investigation results|our medical records system|medical record system|medical records system|patient portal|medical record software|electronic medical records system|electronic health records system|electronic health record system|electronic medical record system|electronic medical record|electronic health record|emr system|ehr system|claims that|claims to|claims of|claim that|ip addresses in|route to|en route|letter carrier|job search|purchase orders|notify by|receipt of|upon receipt|in receipt|conversations with|communications with|communications team|communications office|complaints to|complaint with|complaint to|inquiries from|video message|your child|conditions of|terms and conditions|weather conditions|conditions under|serial number of|assets of|under no condition|video surveillance of|attendance at|injury to|movements of|reference:|children under|children and|photo of|call recordings for training|income tax|salary negotiations|family member of|letters being mailed|notes to editors|other people's passwords|reused passwords|reuse of passwords|passwords from other|passwords reused|passwords that had been""".replace(
        "\n", ""
    ).split("|")
) - {"letters", "rank", "mark", "medical record"}
