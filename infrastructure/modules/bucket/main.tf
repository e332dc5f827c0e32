# A private bucket for data: nobody reads it but by a role, nothing goes over an open line, and what is overwritten is kept for a while.

resource "aws_s3_bucket" "this" {
  bucket = var.name

  # S3 deletes no bucket that holds anything, unless its objects go too.
  force_destroy = !var.deletion_protection
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket = aws_s3_bucket.this.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = var.kms_key_arn != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    id     = "old-versions"
    status = "Enabled"
    filter {}

    noncurrent_version_expiration {
      noncurrent_days = var.kept.old_versions_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }

    expiration {
      expired_object_delete_marker = true
    }
  }

  dynamic "rule" {
    for_each = var.kept.infrequent_after_days == null ? [] : [var.kept.infrequent_after_days]

    content {
      id     = "rarely-read"
      status = "Enabled"
      filter {}

      transition {
        days          = rule.value
        storage_class = "STANDARD_IA"
      }
    }
  }

  dynamic "rule" {
    for_each = var.kept.expire_after_days == null ? [] : [var.kept.expire_after_days]

    content {
      id     = "over"
      status = "Enabled"
      filter {}

      expiration {
        days = rule.value
      }
    }
  }

  # Rules on old versions need versions.
  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid       = "NoOpenLine"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      }],
      [for writer in var.writer == null ? [] : [var.writer] : {
        Sid       = "Writer"
        Effect    = "Allow"
        Principal = { Service = writer.service }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.this.arn}/${writer.prefix}*"
        Condition = {
          StringEquals = { "aws:SourceAccount" = writer.account_id, "s3:x-amz-acl" = "bucket-owner-full-control" }
          ArnLike      = { "aws:SourceArn" = writer.source_arns }
        }
      }],
    )
  })

  # S3 refuses a policy that comes beside a change of what may be public.
  depends_on = [aws_s3_bucket_public_access_block.this]
}
