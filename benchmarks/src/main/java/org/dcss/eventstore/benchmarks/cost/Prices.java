package org.dcss.eventstore.benchmarks.cost;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.dcss.eventstore.benchmarks.deployment.TerraformDefaults;

/** List prices in US dollars, and the few things that are assumed. */
final class Prices {

    private static final double MILLION = 1e6;

    private final TerraformDefaults terraform;
    private final Properties others = new Properties();

    private Prices(TerraformDefaults terraform) {
        this.terraform = terraform;
    }

    /** Those that the deployment's own estimate reckons with, and {@code prices.properties}. */
    static Prices read(TerraformDefaults terraform) throws IOException {
        Prices prices = new Prices(terraform);
        try (InputStream content = Prices.class.getResourceAsStream("prices.properties")) {
            if (content == null) {
                throw new IOException("prices.properties is not part of this program");
            }
            prices.others.load(content);
        }
        return prices;
    }

    double apiRequest() {
        return terraform.number("prices", "api_million") / MILLION;
    }

    double invocation() {
        return terraform.number("prices", "invocation_million") / MILLION;
    }

    double gigabyteSecond() {
        return terraform.number("prices", "gb_second");
    }

    double queueRequest() {
        return terraform.number("prices", "queue_million") / MILLION;
    }

    double writeUnit() {
        return terraform.number("prices", "write_million") / MILLION;
    }

    double readUnit() {
        return terraform.number("prices", "read_million") / MILLION;
    }

    /** One of the others, by its name in the file. */
    double other(String name) {
        String value = others.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("prices.properties holds no " + name);
        }
        return Double.parseDouble(value);
    }

    /** A price for a gigabyte, for one byte. */
    double perByte(String name) {
        return other(name) / 1e9;
    }
}
