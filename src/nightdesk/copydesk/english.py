"""Words that English doubles, and what makes a doubled word right."""

DOUBLED_WORDS = frozenset({
    "again", "agar", "aye", "bang", "beri", "big", "blah", "boo", "bye", "cha", "chin", "choo", "chop", "chuckle",
    "come", "couscous", "da", "dear", "ding", "do", "dong", "du", "dum", "ever", "far", "fast", "go", "great",
    "ha", "had", "hard", "hear", "her", "hey", "high", "ho", "hot", "hush", "is", "knock", "la", "little", "long",
    "low", "mahi", "many", "more", "much", "na", "never", "night", "no", "nom", "now", "oh", "old", "out",
    "please", "pom", "pow", "quack", "rah", "really", "ring", "same", "shh", "slow", "so", "tap", "that", "tick",
    "tock", "tom", "too", "tsk", "tut", "up", "very", "wait", "well", "win", "woof", "wow", "yada", "yes", "yum",
    "zoom",
})  # fmt: skip
DOUBLED_NAMES = frozenset({
    "abdul", "abdullah", "ali", "baden", "ballou", "bella", "berber", "bing", "bora", "boutros", "coco", "curl",
    "dada", "duran", "fifi", "ford", "gaga", "galeries", "gigi", "gilbert", "gogo", "humbert", "jar", "jay",
    "johnson", "kai", "kiki", "lang", "ling", "lulu", "mahjong", "major", "mary-mary", "mau", "mimi", "ming",
    "mohamed", "owen", "pago", "patrick", "paw", "ping", "puka", "rin", "sing", "sirhan", "tata", "thomas", "tin",
    "toto", "truth", "wagga", "walla", "williams", "woy", "ylang", "yo", "zsa",
})  # fmt: skip
DOUBLED_AFTER = {  # what makes a doubled little word right: “came in in March”, “what it was was odd”
    "in": frozenset({
        "believe", "believed", "break", "bring", "broke", "broken", "brought", "call", "called", "came", "cash",
        "cashed", "cave", "caved", "check", "checked", "checking", "chime", "chimed", "come", "comes", "coming",
        "engaged", "fill", "filled", "flew", "flow", "flowed", "flown", "fly", "gave", "give", "go", "goes",
        "going", "gone", "interested", "involved", "join", "joined", "joining", "kick", "kicked", "led", "let",
        "live", "lived", "lives", "log", "logged", "logging", "move", "moved", "moving", "phase", "phased",
        "pitch", "pitched", "plug", "plugged", "pour", "poured", "rush", "rushed", "sat", "send", "sent", "set",
        "settle", "settled", "sign", "signed", "sit", "stay", "stayed", "step", "stepped", "swear", "swore",
        "sworn", "tune", "tuned", "turn", "turned", "usher", "ushered", "voted", "weigh", "weighed", "went",
        "zoom", "zoomed",
    }),
    "on": frozenset({
        "based", "bet", "built", "came", "carried", "carry", "catch", "caught", "come", "count", "counted", "drag",
        "dragged", "early", "focus", "focused", "go", "goes", "going", "gone", "hang", "held", "hold", "hung",
        "keep", "kept", "later", "live", "lived", "log", "logged", "move", "moved", "moves", "moving", "pass",
        "passed", "put", "relied", "sign", "signed", "take", "taken", "took", "turn", "turned", "wear", "went",
        "worn",
    }),
    "was": frozenset({
        "all", "he", "it", "she", "that", "this", "what", "whatever", "who",
    }),
    "to": frozenset({
        "come", "go", "going", "got", "listen", "listening", "referred", "refers", "used", "went",
    }),
    "it": frozenset({
        "about", "for", "of", "with", "without",
    }),
    "you": frozenset({
        "give", "see", "show", "tell", "thank", "told",
    }),
    "as": frozenset({
        "described", "far", "known", "regarded", "same", "such",
    }),
}  # fmt: skip
