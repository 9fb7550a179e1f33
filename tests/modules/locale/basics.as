# The C locale, and another one put in its place.
import locale
print(locale.setlocale(locale.LC_ALL, 'C'))
print(locale.localeconv() == {'int_curr_symbol': '', 'currency_symbol': '', 'mon_decimal_point': '', 'mon_thousands_sep': '', 'mon_grouping': [], 'positive_sign': '', 'negative_sign': '', 'int_frac_digits': 127, 'frac_digits': 127, 'p_cs_precedes': 127, 'p_sep_by_space': 127, 'n_cs_precedes': 127, 'n_sep_by_space': 127, 'p_sign_posn': 127, 'n_sign_posn': 127, 'decimal_point': '.', 'thousands_sep': '', 'grouping': []})
print(locale.format_string('%d %5.2f %s %%', (1234567, 3.14159, 'x'), grouping=True), locale.format_string('%(a)d', {'a': 5}))
print(locale.atof('1.5'), locale.atoi('12'), locale.str(1.5), locale.str(2.0), locale.strcoll('a','b'), locale.strxfrm('q'), locale.delocalize('1.5'), locale.localize('1234.5', grouping=True))
try: locale.setlocale(locale.LC_ALL, 'xx_YY')
except locale.Error as e: print(e)
try: locale.currency(5)
except ValueError as e: print(e)
override = {'thousands_sep': ',', 'grouping': [3, 3, 0], 'decimal_point': '.', 'mon_thousands_sep': '.', 'mon_grouping': [3, 0], 'mon_decimal_point': ',', 'currency_symbol': '€', 'int_curr_symbol': 'EUR ', 'frac_digits': 2, 'int_frac_digits': 2, 'p_cs_precedes': 0, 'p_sep_by_space': 1, 'n_cs_precedes': 0, 'n_sep_by_space': 1, 'p_sign_posn': 1, 'n_sign_posn': 1, 'positive_sign': '', 'negative_sign': '-'}
old = locale.localeconv
locale.localeconv = lambda: override
print(locale.format_string('%d|%.2f|%12d|%-12d|', (1234567, 1234.5, 1234567, 12345), grouping=True), locale.currency(1234.5, grouping=True), locale.currency(-1234.5, grouping=True, international=True), locale.currency(3, symbol=False), locale.atof('1,234.5'), locale.str(1234.5))
