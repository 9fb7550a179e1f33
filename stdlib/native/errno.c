// SPDX-License-Identifier: MIT
// errno.c - the errno module: names of the system's error numbers, as far as this system has them.
#include <errno.h>

#include "vm/core/vm.h"

#define ROW(name, value) {name, value},
static const struct { const char *name; int value; } numbers[] = {
#ifdef E2BIG
  ROW("E2BIG", E2BIG)
#endif
#ifdef EACCES
  ROW("EACCES", EACCES)
#endif
#ifdef EADDRINUSE
  ROW("EADDRINUSE", EADDRINUSE)
#endif
#ifdef EADDRNOTAVAIL
  ROW("EADDRNOTAVAIL", EADDRNOTAVAIL)
#endif
#ifdef EADV
  ROW("EADV", EADV)
#endif
#ifdef EAFNOSUPPORT
  ROW("EAFNOSUPPORT", EAFNOSUPPORT)
#endif
#ifdef EAGAIN
  ROW("EAGAIN", EAGAIN)
#endif
#ifdef EALREADY
  ROW("EALREADY", EALREADY)
#endif
#ifdef EBADE
  ROW("EBADE", EBADE)
#endif
#ifdef EBADF
  ROW("EBADF", EBADF)
#endif
#ifdef EBADFD
  ROW("EBADFD", EBADFD)
#endif
#ifdef EBADMSG
  ROW("EBADMSG", EBADMSG)
#endif
#ifdef EBADR
  ROW("EBADR", EBADR)
#endif
#ifdef EBADRQC
  ROW("EBADRQC", EBADRQC)
#endif
#ifdef EBADSLT
  ROW("EBADSLT", EBADSLT)
#endif
#ifdef EBFONT
  ROW("EBFONT", EBFONT)
#endif
#ifdef EBUSY
  ROW("EBUSY", EBUSY)
#endif
#ifdef ECANCELED
  ROW("ECANCELED", ECANCELED)
#endif
#ifdef ECHILD
  ROW("ECHILD", ECHILD)
#endif
#ifdef ECHRNG
  ROW("ECHRNG", ECHRNG)
#endif
#ifdef ECOMM
  ROW("ECOMM", ECOMM)
#endif
#ifdef ECONNABORTED
  ROW("ECONNABORTED", ECONNABORTED)
#endif
#ifdef ECONNREFUSED
  ROW("ECONNREFUSED", ECONNREFUSED)
#endif
#ifdef ECONNRESET
  ROW("ECONNRESET", ECONNRESET)
#endif
#ifdef EDEADLK
  ROW("EDEADLK", EDEADLK)
#endif
#ifdef EDEADLOCK
  ROW("EDEADLOCK", EDEADLOCK)
#endif
#ifdef EDESTADDRREQ
  ROW("EDESTADDRREQ", EDESTADDRREQ)
#endif
#ifdef EDOM
  ROW("EDOM", EDOM)
#endif
#ifdef EDOTDOT
  ROW("EDOTDOT", EDOTDOT)
#endif
#ifdef EDQUOT
  ROW("EDQUOT", EDQUOT)
#endif
#ifdef EEXIST
  ROW("EEXIST", EEXIST)
#endif
#ifdef EFAULT
  ROW("EFAULT", EFAULT)
#endif
#ifdef EFBIG
  ROW("EFBIG", EFBIG)
#endif
#ifdef EHOSTDOWN
  ROW("EHOSTDOWN", EHOSTDOWN)
#endif
#ifdef EHOSTUNREACH
  ROW("EHOSTUNREACH", EHOSTUNREACH)
#endif
#ifdef EIDRM
  ROW("EIDRM", EIDRM)
#endif
#ifdef EILSEQ
  ROW("EILSEQ", EILSEQ)
#endif
#ifdef EINPROGRESS
  ROW("EINPROGRESS", EINPROGRESS)
#endif
#ifdef EINTR
  ROW("EINTR", EINTR)
#endif
#ifdef EINVAL
  ROW("EINVAL", EINVAL)
#endif
#ifdef EIO
  ROW("EIO", EIO)
#endif
#ifdef EISCONN
  ROW("EISCONN", EISCONN)
#endif
#ifdef EISDIR
  ROW("EISDIR", EISDIR)
#endif
#ifdef EISNAM
  ROW("EISNAM", EISNAM)
#endif
#ifdef EKEYEXPIRED
  ROW("EKEYEXPIRED", EKEYEXPIRED)
#endif
#ifdef EKEYREJECTED
  ROW("EKEYREJECTED", EKEYREJECTED)
#endif
#ifdef EKEYREVOKED
  ROW("EKEYREVOKED", EKEYREVOKED)
#endif
#ifdef EL2HLT
  ROW("EL2HLT", EL2HLT)
#endif
#ifdef EL2NSYNC
  ROW("EL2NSYNC", EL2NSYNC)
#endif
#ifdef EL3HLT
  ROW("EL3HLT", EL3HLT)
#endif
#ifdef EL3RST
  ROW("EL3RST", EL3RST)
#endif
#ifdef ELIBACC
  ROW("ELIBACC", ELIBACC)
#endif
#ifdef ELIBBAD
  ROW("ELIBBAD", ELIBBAD)
#endif
#ifdef ELIBEXEC
  ROW("ELIBEXEC", ELIBEXEC)
#endif
#ifdef ELIBMAX
  ROW("ELIBMAX", ELIBMAX)
#endif
#ifdef ELIBSCN
  ROW("ELIBSCN", ELIBSCN)
#endif
#ifdef ELNRNG
  ROW("ELNRNG", ELNRNG)
#endif
#ifdef ELOOP
  ROW("ELOOP", ELOOP)
#endif
#ifdef EMEDIUMTYPE
  ROW("EMEDIUMTYPE", EMEDIUMTYPE)
#endif
#ifdef EMFILE
  ROW("EMFILE", EMFILE)
#endif
#ifdef EMLINK
  ROW("EMLINK", EMLINK)
#endif
#ifdef EMSGSIZE
  ROW("EMSGSIZE", EMSGSIZE)
#endif
#ifdef EMULTIHOP
  ROW("EMULTIHOP", EMULTIHOP)
#endif
#ifdef ENAMETOOLONG
  ROW("ENAMETOOLONG", ENAMETOOLONG)
#endif
#ifdef ENAVAIL
  ROW("ENAVAIL", ENAVAIL)
#endif
#ifdef ENETDOWN
  ROW("ENETDOWN", ENETDOWN)
#endif
#ifdef ENETRESET
  ROW("ENETRESET", ENETRESET)
#endif
#ifdef ENETUNREACH
  ROW("ENETUNREACH", ENETUNREACH)
#endif
#ifdef ENFILE
  ROW("ENFILE", ENFILE)
#endif
#ifdef ENOANO
  ROW("ENOANO", ENOANO)
#endif
#ifdef ENOBUFS
  ROW("ENOBUFS", ENOBUFS)
#endif
#ifdef ENOCSI
  ROW("ENOCSI", ENOCSI)
#endif
#ifdef ENODATA
  ROW("ENODATA", ENODATA)
#endif
#ifdef ENODEV
  ROW("ENODEV", ENODEV)
#endif
#ifdef ENOENT
  ROW("ENOENT", ENOENT)
#endif
#ifdef ENOEXEC
  ROW("ENOEXEC", ENOEXEC)
#endif
#ifdef ENOKEY
  ROW("ENOKEY", ENOKEY)
#endif
#ifdef ENOLCK
  ROW("ENOLCK", ENOLCK)
#endif
#ifdef ENOLINK
  ROW("ENOLINK", ENOLINK)
#endif
#ifdef ENOMEDIUM
  ROW("ENOMEDIUM", ENOMEDIUM)
#endif
#ifdef ENOMEM
  ROW("ENOMEM", ENOMEM)
#endif
#ifdef ENOMSG
  ROW("ENOMSG", ENOMSG)
#endif
#ifdef ENONET
  ROW("ENONET", ENONET)
#endif
#ifdef ENOPKG
  ROW("ENOPKG", ENOPKG)
#endif
#ifdef ENOPROTOOPT
  ROW("ENOPROTOOPT", ENOPROTOOPT)
#endif
#ifdef ENOSPC
  ROW("ENOSPC", ENOSPC)
#endif
#ifdef ENOSR
  ROW("ENOSR", ENOSR)
#endif
#ifdef ENOSTR
  ROW("ENOSTR", ENOSTR)
#endif
#ifdef ENOSYS
  ROW("ENOSYS", ENOSYS)
#endif
#ifdef ENOTBLK
  ROW("ENOTBLK", ENOTBLK)
#endif
#ifdef ENOTCONN
  ROW("ENOTCONN", ENOTCONN)
#endif
#ifdef ENOTDIR
  ROW("ENOTDIR", ENOTDIR)
#endif
#ifdef ENOTEMPTY
  ROW("ENOTEMPTY", ENOTEMPTY)
#endif
#ifdef ENOTNAM
  ROW("ENOTNAM", ENOTNAM)
#endif
#ifdef ENOTRECOVERABLE
  ROW("ENOTRECOVERABLE", ENOTRECOVERABLE)
#endif
#ifdef ENOTSOCK
  ROW("ENOTSOCK", ENOTSOCK)
#endif
#ifdef ENOTSUP
  ROW("ENOTSUP", ENOTSUP)
#endif
#ifdef ENOTTY
  ROW("ENOTTY", ENOTTY)
#endif
#ifdef ENOTUNIQ
  ROW("ENOTUNIQ", ENOTUNIQ)
#endif
#ifdef ENXIO
  ROW("ENXIO", ENXIO)
#endif
#ifdef EOPNOTSUPP
  ROW("EOPNOTSUPP", EOPNOTSUPP)
#endif
#ifdef EOVERFLOW
  ROW("EOVERFLOW", EOVERFLOW)
#endif
#ifdef EOWNERDEAD
  ROW("EOWNERDEAD", EOWNERDEAD)
#endif
#ifdef EPERM
  ROW("EPERM", EPERM)
#endif
#ifdef EPFNOSUPPORT
  ROW("EPFNOSUPPORT", EPFNOSUPPORT)
#endif
#ifdef EPIPE
  ROW("EPIPE", EPIPE)
#endif
#ifdef EPROTO
  ROW("EPROTO", EPROTO)
#endif
#ifdef EPROTONOSUPPORT
  ROW("EPROTONOSUPPORT", EPROTONOSUPPORT)
#endif
#ifdef EPROTOTYPE
  ROW("EPROTOTYPE", EPROTOTYPE)
#endif
#ifdef ERANGE
  ROW("ERANGE", ERANGE)
#endif
#ifdef EREMCHG
  ROW("EREMCHG", EREMCHG)
#endif
#ifdef EREMOTE
  ROW("EREMOTE", EREMOTE)
#endif
#ifdef EREMOTEIO
  ROW("EREMOTEIO", EREMOTEIO)
#endif
#ifdef ERESTART
  ROW("ERESTART", ERESTART)
#endif
#ifdef ERFKILL
  ROW("ERFKILL", ERFKILL)
#endif
#ifdef EROFS
  ROW("EROFS", EROFS)
#endif
#ifdef ESHUTDOWN
  ROW("ESHUTDOWN", ESHUTDOWN)
#endif
#ifdef ESOCKTNOSUPPORT
  ROW("ESOCKTNOSUPPORT", ESOCKTNOSUPPORT)
#endif
#ifdef ESPIPE
  ROW("ESPIPE", ESPIPE)
#endif
#ifdef ESRCH
  ROW("ESRCH", ESRCH)
#endif
#ifdef ESRMNT
  ROW("ESRMNT", ESRMNT)
#endif
#ifdef ESTALE
  ROW("ESTALE", ESTALE)
#endif
#ifdef ESTRPIPE
  ROW("ESTRPIPE", ESTRPIPE)
#endif
#ifdef ETIME
  ROW("ETIME", ETIME)
#endif
#ifdef ETIMEDOUT
  ROW("ETIMEDOUT", ETIMEDOUT)
#endif
#ifdef ETOOMANYREFS
  ROW("ETOOMANYREFS", ETOOMANYREFS)
#endif
#ifdef ETXTBSY
  ROW("ETXTBSY", ETXTBSY)
#endif
#ifdef EUCLEAN
  ROW("EUCLEAN", EUCLEAN)
#endif
#ifdef EUNATCH
  ROW("EUNATCH", EUNATCH)
#endif
#ifdef EUSERS
  ROW("EUSERS", EUSERS)
#endif
#ifdef EWOULDBLOCK
  ROW("EWOULDBLOCK", EWOULDBLOCK)
#endif
#ifdef EXDEV
  ROW("EXDEV", EXDEV)
#endif
#ifdef EXFULL
  ROW("EXFULL", EXFULL)
#endif
};

static bool errno_init(VM *vm, Module *module) {
  Dict *names = dict_new(vm);
  bool ok = names && module_add(vm, module, "errorcode", from_obj(names));
  for (size_t i = 0; ok && i < sizeof numbers / sizeof *numbers; i++) {
    Value name = str_from_c(vm, numbers[i].name), number = from_int(numbers[i].value), old;
    ok = name != V_ABSENT && module_add_int(vm, module, numbers[i].name, numbers[i].value);
    int found = ok ? dict_find(vm, names, number, &old) : -1;
    if (found == 0) ok = dict_set(vm, names, number, name);
    release(vm, name);
  }
  return ok;
}

static const NativeDef errno_functions[] = {{NULL, NULL, NULL, 0, NULL}};
const ModuleDef errno_module = {"errno", "Names of the system's error numbers.", errno_functions, errno_init};
