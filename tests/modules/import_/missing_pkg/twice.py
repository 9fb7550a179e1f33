from missing_pkg import sub
