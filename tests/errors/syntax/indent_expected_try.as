try:
pass
except: pass
