package org.dcss.eventstore.benchmarks.cost;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.dcss.eventstore.benchmarks.testbed.TerraformDefaults;

/** List prices, the few things that are assumed, and what an invocation costs by them: US dollars. */
final class Prices {

    /** Memory that gives a function one whole processor: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
    private static final double MB_OF_A_PROCESSOR = 1769;

    private final TerraformDefaults terraform;
    private final Properties others = new Properties();

    /** Those that the deployment's own estimate reckons with, and {@code prices.properties}. */
    Prices(TerraformDefaults terraform) throws IOException {
        this.terraform = terraform;
        try (InputStream content = Prices.class.getResourceAsStream("prices.properties")) {
            others.load(Objects.requireNonNull(content));
        }
    }

    /** A price or an assumption by its name in {@code prices.properties}. */
    double of(String name) {
        return Double.parseDouble(Objects.requireNonNull(others.getProperty(name), name));
    }

    /** A price for a gigabyte, for one byte. */
    double perByte(String name) {
        return of(name) / 1e9;
    }

    /** A price for a million in the Terraform variable {@code prices}, for one. */
    private double one(String attribute) {
        return terraform.number("prices", attribute) / 1e6;
    }

    double queueRequest() {
        return one("queue_million");
    }

    /** The gateway's for one request, with what it logs. */
    double api(Usage usage) {
        double pieces = Math.max(1, Math.ceil(usage.answerBytes() / of("api_piece_bytes")));
        return pieces * one("api_million") + of("api_log_bytes") * perByte("log_gb");
    }

    /** The function's for one invocation, with what is logged of it. */
    double function(Usage usage) {
        return function(usage, billedMillis(usage));
    }

    /** The same if so many milliseconds were billed. */
    double function(Usage usage, double millis) {
        return invocation(millis, terraform.memoryMb(usage.invocation().role()), usage.logBytes());
    }

    /** An invocation of a function with so much memory, which itself logs so many bytes. */
    double invocation(double millis, double memoryMb, double logBytes) {
        double log = (logBytes + of("lambda_log_bytes")) * perByte("log_gb");
        double gigabyteSeconds = millis / 1000 * memoryMb / 1024;
        return one("invocation_million") + gigabyteSeconds * terraform.number("prices", "gb_second") + log;
    }

    /** Milliseconds that Lambda would bill: the processor's at the function's share of one, and the assumed waiting. */
    double billedMillis(Usage usage) {
        double share = Math.min(1, terraform.memoryMb(usage.invocation().role()) / MB_OF_A_PROCESSOR);
        return Math.ceil(usage.processor() / share + usage.invocation().waves() * of("call_ms"));
    }

    double table(Usage usage) {
        return units(usage.count().writeUnits(), usage.count().readUnits());
    }

    /** DynamoDB's for so many units. */
    double units(double write, double read) {
        return write * one("write_million") + read * one("read_million");
    }

    /** For sending the answer to the client. */
    double transfer(Usage usage) {
        return (usage.answerBytes() + of("head_bytes")) * perByte("transfer_gb");
    }
}
