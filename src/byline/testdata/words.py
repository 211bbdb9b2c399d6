"""What Faker makes the sentences of invented posts from; any word goes into its place."""

from faker.providers import BaseProvider

# No noun and no adjective begins with the sound of a vowel: "a" goes before them all.
NOUNS = (
    "balcony", "beacon", "bell", "bench", "boat", "boathouse", "book",
    "bridge", "bucket", "buoy", "captain", "carpenter", "cellar", "chair", "chart", "clock",
    "cloud", "coast", "compass", "copper kettle", "corner", "deckhand", "dinghy", "dog",
    "door", "drawer", "ferry", "fish hall", "flag", "fog", "friend", "garden",
    "gate", "guest", "gull", "hammer", "harbour", "hill", "horizon", "jar",
    "keeper", "key", "kitchen", "ladder", "lamp", "letter", "line", "map", "market", "mast",
    "mirror", "moon", "mooring", "nail", "neighbour", "net", "notebook",
    "painter", "path", "pencil", "photograph", "pier", "pilot", "postcard", "quay", "radio",
    "reef", "river", "road", "roof", "rope", "rudder", "sail", "shelf", "ship", "shutter",
    "song", "spoon", "stair", "station", "storm", "stove", "street", "string", "table",
    "thread", "tide", "tool", "tower", "town", "train", "tree", "valley", "village", "voice",
    "wall", "wave", "weather", "wheel", "wind", "window", "word", "workshop", "yard",
)  # fmt: skip
ADJECTIVES = (
    "blue", "borrowed", "bright", "broken", "calm", "careful", "cold", "crooked", "dark",
    "deep", "dry", "familiar", "fine", "forgotten", "friendly", "grey",
    "green", "heavy", "hollow", "last", "late", "lost", "low", "narrow", "new",
    "patient", "plain", "quiet", "round", "salty", "second", "sharp", "silent", "simple",
    "slow", "small", "soft", "steady", "stubborn", "tall", "useful", "warm", "wet", "white",
    "wide", "wooden", "yellow",
)  # fmt: skip
VERBS = (
    "asks for", "belongs to", "borrows", "brings back", "carries", "changes", "counts",
    "crosses", "drifts towards", "finds", "follows", "forgets", "gives away", "hears",
    "holds", "keeps", "knows", "leans on", "leaves", "listens to", "looks for", "measures",
    "mends", "moves", "needs", "opens", "outlives", "paints", "passes", "pulls", "reads",
    "remembers", "repairs", "returns to", "sees", "shows", "speaks of", "stays with",
    "takes", "teaches", "thinks of", "turns", "waits for", "walks past", "watches",
    "wonders about",
)  # fmt: skip
OCCASIONS = (
    "in the morning", "after the storm", "before the ferry", "at low water", "in February",
    "by lamplight", "on Thursdays", "once a year", "for the winter", "in the small hours",
    "without a word", "as a rule", "one day too late", "until the kettle boils",
)  # fmt: skip

TITLES = (
    "The {{adjective}} {{noun}}",
    "A {{noun}} for the {{adjective}} {{noun}}",
    "What the {{noun}} {{verb}}",
    "Notes on a {{adjective}} {{noun}}",
    "Of {{noun}} and {{noun}}",
    "Why nobody {{verb}} the {{noun}}",
    "The {{noun}} that {{verb}} the {{noun}}",
    "Repairing the {{noun}}",
    "How the {{noun}} {{verb}} the {{adjective}} {{noun}} {{occasion}}",
    "A short history of the {{noun}}",
)

SENTENCES = (
    "The {{noun}} {{verb}} the {{adjective}} {{noun}}.",
    "The {{adjective}} {{noun}} {{verb}} the {{noun}} {{occasion}}.",
    "Nobody {{verb}} the {{noun}} {{occasion}}.",
    "Everybody here {{verb}} the {{noun}}, and the {{noun}} {{verb}} everybody.",
    "It is the {{noun}} that {{verb}} the {{adjective}} {{noun}}, never the {{noun}}.",
    "Where the {{noun}} was there is a {{adjective}} {{noun}} now.",
    "Whoever {{verb}} the {{noun}} {{verb}} the {{noun}} too, they say.",
    "A {{noun}} is a {{adjective}} {{noun}} that {{verb}} the {{noun}}.",
    "Between the {{noun}} and the {{noun}} there is room for one {{adjective}} {{noun}}.",
    "If the {{noun}} {{verb}} the {{noun}} {{occasion}}, one of them was a {{noun}}.",
    "So the {{noun}} {{verb}} the {{noun}}.",
    "That was the {{adjective}} {{noun}}.",
    "{{first_name}} {{verb}} the {{noun}} and says it is {{adjective}}.",
    "The {{noun}}, of course, {{verb}} the {{noun}} {{occasion}}.",
)


class HarbourWords(BaseProvider):
    """Lets Faker fill the places of the sentences above."""

    def noun(self) -> str:
        """Return a thing, a place or a person."""
        return self.random_element(NOUNS)

    def adjective(self) -> str:
        """Return what a noun can be."""
        return self.random_element(ADJECTIVES)

    def verb(self) -> str:
        """Return what a noun does to another."""
        return self.random_element(VERBS)

    def occasion(self) -> str:
        """Return when it does so."""
        return self.random_element(OCCASIONS)
