"""Every event of 2018 to 2026 by a loop over days in chinesecalendar: called by main.rs.

One line an event: the day, then the last day of 1, 2, 3, 5, 7, 10, 15, 20 and 30 working days, `-` where a year is missing.
"""

from datetime import date, timedelta

from chinese_calendar import is_workday

COUNTS = (1, 2, 3, 5, 7, 10, 15, 20, 30)
ONE = timedelta(days=1)

event = date(2018, 1, 1)
while event.year < 2027:
    found, day, counted = [], event, 0
    try:
        while counted < COUNTS[-1]:
            day += ONE
            if is_workday(day):
                counted += 1
                if counted in COUNTS:
                    found.append(str(day))
    except NotImplementedError:
        found += ["-"] * (len(COUNTS) - len(found))
    print(event, *found)
    event += ONE
