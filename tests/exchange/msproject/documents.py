"""This file writes small MS Project documents for the tests of their reader."""

OFFICE = """
  <Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar>
  <BaseCalendarUID>-1</BaseCalendarUID><WeekDays>{days}</WeekDays>{more}</Calendar></Calendars>"""
WORKDAY = """<WeekDay><DayType>{day}</DayType><DayWorking>1</DayWorking><WorkingTimes>
  <WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>
  <WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime>
  </WorkingTimes></WeekDay>"""


def document(inner: str = "", more: str = "") -> bytes:
    days = "".join(WORKDAY.format(day=day) for day in range(2, 7))
    return f"""<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project">
      <Name>p</Name><StartDate>2025-04-07T08:00:00</StartDate><CalendarUID>1</CalendarUID>
      {OFFICE.format(days=days, more=more)}{inner}</Project>""".encode()


def a_task(uid: int, fields: str = "") -> str:
    return f"<Task><UID>{uid}</UID><Name>T{uid}</Name>{fields}</Task>"


def tasks(*rows: str) -> bytes:
    return document(f"<Tasks>{''.join(rows)}</Tasks>")
