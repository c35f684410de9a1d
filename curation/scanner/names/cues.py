"""The closed lists that rules and model share: titles, greetings, labels, words of streets."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    "mr mrs ms miss mx dr prof professor sir madam dame lord lady rev reverend capt captain herr"
    " frau monsieur madame mme mlle señor señora sr sra don doña signor signora sig pan pani"
    " chief alhaji alhaja sheikh shri smt kumari hajji haji imam father sister uncle aunt auntie"
)
GREETINGS = _words(
    "hi hello hey dear hiya morning afternoon evening greetings thanks thank cheers hallo hola"
    " bonjour ciao welcome sorry"
)
SIGN_OFFS = _words(
    "regards sincerely thanks cheers best wishes faithfully truly respectfully rgds kr br yours"
    " cordially greetings love gratefully warmly ta thx tnx"
)
NAME_LABELS = _words(
    "name names from to cc bcc attn attention customer client contact agent cardholder holder"
    " passenger guest patient employee recipient sender beneficiary tenant buyer seller payee payer"
    " author signed signature approver supervisor manager owner cashier driver caller requester"
    " requestor assignee reporter user member subscriber student teacher applicant insured"
    " traveller traveler bearer claimant reviewer technician consultant representative rep"
)
PLACE_LABELS = _words(
    "address ship shipto bill billto deliver delivery billing shipping residence destination"
    " location city town state country region postcode zip county office hometown birthplace"
)
ORG_LABELS = _words(
    "company organisation organization employer vendor supplier merchant payee firm bank issuer"
    " insurer university school hospital"
)
ORG_ENDS = _words(
    "inc llc ltd limited gmbh ag plc corp corporation co company group holding holdings bv nv sa"
    " sarl srl spa ab as oy oyj aps kg ug pty pvt bhd sdn llp lp partners associates bank"
    " university college institute foundation trust hospital clinic airlines airways hotel motors"
    " industries"
    " solutions technologies systems consulting logistics services studios labs media press"
    " association council ministry agency society union federation pharma pharmaceuticals"
    " insurance energy telecom software enterprises international brothers & sons"
)
STREETS = _words(
    "street st road rd avenue ave av lane ln drive dr boulevard blvd court ct place pl square sq"
    " terrace way highway hwy parkway pkwy circle crescent close grove hill mews row walk gardens"
    " straße strasse str gasse weg platz allee ring rue chemin impasse quai calle carrer avenida"
    " avda paseo plaza camino via viale piazza corso vicolo rua travessa praça straat laan plein"
    " gade vej gata gatan vägen veien katu tie ulica ul aleja al jalan jln lorong nagar marg"
    " suite apt apartment unit floor flat box po p.o. house building block turnpike trail alley"
    " plaza crossing heights estate estates manor cove loop pike trace utca út körút ulice cesta"
    " bulevar cadde caddesi sokak sok sokağı mahallesi road dong gil ro"
)
BEFORE_NAME = _words(
    "is am was by with from to for called named mr mrs asked told met spoke contact regarding"
    " colleague manager agent friend wife husband son daughter mother father brother sister boss"
    " cc with mister and ask tell call know met meet saw see"
)
BEFORE_PLACE = _words(
    "in at to from near of outside towards toward around via live lives living based located"
    " visit visiting moved fly flying travel travelling traveling leaving reach between into"
)
AFTER_NAME = _words(
    "is was has had said says told asked called wrote will would and who from here replied"
    " confirmed promised joined wants needs works lives can could does did went came got"
)
PARTICLES = _words(
    "van von de der den da di del della dos du la le bin binti bint ibn al el abu ap y e af av"
    " zu zum ter ten st o d s/o d/o a/l a/p"
)
BEFORE_ONE_NAME = _words(
    "is am named called mr mrs ms with ask tell met colleague manager agent friend wife husband"
    " son daughter mother father brother sister boss cc dr"
)
"""After these a name alone in lower case is believed."""
