"""SMS Desk (短信台): send short messages through Alibaba Cloud SMS, never one twice."""

__version__ = "0.9.0"
