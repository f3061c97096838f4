"""What the packages are made of: versions, licences, where files came from, vulnerabilities."""
