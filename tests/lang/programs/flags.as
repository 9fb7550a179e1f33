# options: -E -s -S -bb -d -q
# sys.flags tells the options of the command line.
import sys

flags = sys.flags
print(flags.debug, flags.no_user_site, flags.no_site, flags.ignore_environment, flags.bytes_warning, flags.quiet)
print(flags.inspect, flags.interactive, flags.optimize, flags.verbose, flags.isolated, flags.safe_path, flags.dev_mode)
