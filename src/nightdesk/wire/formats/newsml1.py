NAME="feed"
def recognises(document): return False
def read(document): return iter(())
