import sys
sys.exit('message on stderr')
