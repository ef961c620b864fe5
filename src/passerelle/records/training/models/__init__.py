"""The models of the training app."""

from passerelle.records.training.models.attendance import Attendance, Session
from passerelle.records.training.models.courses import Course, Group, GroupSeat
from passerelle.records.training.models.enrolments import Enrolment, TestResult
from passerelle.records.training.models.vouchers import Voucher

__all__ = ["Attendance", "Course", "Enrolment", "Group", "GroupSeat", "Session", "TestResult", "Voucher"]
