"""How much an import reads of what somebody hands to it; an export stays below, or says so."""

# A bound on what one import reads, so that a hostile source cannot fill the memory or the disk.
MAX_FILES = 200_000
MAX_TOTAL_BYTES = 4 * 2**30
# What unpacks to more than this many times its size is not a blog. Small archives may: a bitmap.
MAX_RATIO = 20
RATIO_FREE_BYTES = 64 * 2**20
