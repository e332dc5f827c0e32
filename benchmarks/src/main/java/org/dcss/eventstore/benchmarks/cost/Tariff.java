package org.dcss.eventstore.benchmarks.cost;

import org.dcss.eventstore.benchmarks.deployment.Role;
import org.dcss.eventstore.benchmarks.deployment.TerraformDefaults;

/** Dollars for what was used. */
record Tariff(Prices prices, TerraformDefaults defaults) {

    /** The gateway's for one request, with what it logs. */
    double api(Usage usage) {
        double pieces = Math.max(1, Math.ceil(usage.answerBytes() / prices.other("api_piece_bytes")));
        return pieces * prices.apiRequest() + prices.other("api_log_bytes") * prices.perByte("log_gb");
    }

    /** The function's for one invocation, with what is logged of it. */
    double function(Usage usage) {
        return run(usage.scenario().role(), billed(usage)) + log(usage);
    }

    double billed(Usage usage) {
        return usage.billed(defaults.memoryMb(usage.scenario().role()), prices.other("call_ms"));
    }

    /** Lambda's for an invocation of so many billed milliseconds. */
    double run(Role role, double millis) {
        return prices.invocation() + millis / 1000 * defaults.memoryMb(role) / 1024 * prices.gigabyteSecond();
    }

    double log(Usage usage) {
        return (usage.logBytes() + prices.other("lambda_log_bytes")) * prices.perByte("log_gb");
    }

    double table(Usage usage) {
        return usage.writeUnits() * prices.writeUnit() + usage.readUnits() * prices.readUnit();
    }

    /** Of what the function itself asks of the queue. */
    double queue(Usage usage) {
        return usage.queueRequests() * prices.queueRequest();
    }

    /** For handing a batch over and deleting it. */
    double delivery() {
        return 2 * prices.queueRequest();
    }

    /** For sending the answer to the client. */
    double transfer(Usage usage) {
        return (usage.answerBytes() + prices.other("head_bytes")) * prices.perByte("transfer_gb");
    }
}
