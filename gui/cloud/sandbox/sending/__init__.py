"""What the sandbox does with SendSms and SendBatchSms; not the queries."""
