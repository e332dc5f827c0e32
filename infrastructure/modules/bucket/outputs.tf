output "name" {
  value       = aws_s3_bucket.this.bucket
  description = "Name of the bucket."
}

output "arn" {
  # Whoever is told of the bucket may use it at once.
  depends_on = [aws_s3_bucket_policy.this]

  value       = aws_s3_bucket.this.arn
  description = "ARN of the bucket."
}
