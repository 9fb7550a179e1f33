# Schemes with given variables, names of the platform and the version, and files of macros.
import io
import os
import sys
import sysconfig

given = {"base": "/b", "platbase": "/pb", "installed_base": "/ib", "installed_platbase": "/ipb", "platlibdir": "lib", "userbase": "/u", "abiflags": "", "abi_thread": ""}
for scheme in "posix_prefix", "posix_home", "posix_user", "venv":
    print(scheme)
    for name, path in sysconfig.get_paths(scheme, given).items():
        print("   ", name, path)
print(sysconfig.get_path("scripts", "posix_prefix", {"base": "/x/../y"}), sysconfig.get_path("data", "posix_home", expand=False))
print(sysconfig.get_path("scripts") == os.path.join(sys.prefix, "bin"), sysconfig.get_path("data") == sys.prefix)
print(sysconfig.get_path_names(), sysconfig.get_default_scheme(), [sysconfig.get_preferred_scheme(key) for key in ("prefix", "home", "user")])
print({"posix_prefix", "posix_home", "posix_user", "posix_venv", "venv"} <= set(sysconfig.get_scheme_names()))
print(sysconfig.get_python_version(), sysconfig.get_platform() == "linux-" + os.uname().machine)
print(sysconfig.get_config_vars("py_version_short", "py_version_nodot", "no such"), sysconfig.get_config_var("no such"), sysconfig.get_config_var("prefix") == sys.prefix)
print(sysconfig.get_config_vars() is sysconfig.get_config_vars(), sysconfig.get_config_vars()["base"] == sys.prefix)
header = io.StringIO('#define NUMBER 12\n#define TEXT "a b"\n/* #undef GONE */\nint x;\n#define lower 1\n#define HEX 0x10\n')
print(sysconfig.parse_config_h(header), sysconfig.parse_config_h(io.StringIO("#define B 1\n"), {"A": 2}))
for call in (lambda: sysconfig.get_paths("nowhere"), lambda: sysconfig.get_path("nothing")):
    try:
        call()
    except KeyError as e:
        print("KeyError", e)
