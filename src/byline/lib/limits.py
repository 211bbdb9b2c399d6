"""How long a text may be: one set of numbers for forms, the API, imports and the database."""

MAX_TITLE_CHARS = 255
MAX_NAME_CHARS = 255
MAX_USERNAME_CHARS = 64
MAX_EMAIL_CHARS = 254  # RFC 5321: a path of 256 octets less its angle brackets
MAX_SLUG_CHARS = 80
MAX_TAG_CHARS = 100
MAX_SUMMARY_CHARS = 500
MAX_SUMMARY_SOURCE_CHARS = 5_000  # of one that the author gives, with its markup
MAX_SOURCE_BYTES = 5 * 2**20
MAX_COMMENT_CHARS = 10_000
MAX_ALT_CHARS = 1_000
MAX_VIDEO_CHARS = 255
MAX_PATH_CHARS = 512
MAX_LANGUAGE_CHARS = 35  # RFC 5646, section 4.4.1
MAX_ACCEPT_CHARS = 1_000  # of each header that says what a browser takes
MAX_ID = 2**31 - 1  # what an integer key holds on every engine
