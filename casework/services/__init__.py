"""What people do: one public function is one verb, one transaction; or one read."""
