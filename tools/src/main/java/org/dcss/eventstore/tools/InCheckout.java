package org.dcss.eventstore.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Commands on a deployment's or local mode's own tables and queues, for which this jar would have to hold AWS's SDK. The
 * launcher {@code tools/dcss-events} in a checkout runs them; here they say so.
 */
abstract class InCheckout implements Callable<Integer> {

    private final String name;

    @Unmatched
    @SuppressWarnings("unused")
    private final List<String> rest = new ArrayList<>();

    InCheckout(String name) {
        this.name = name;
    }

    @Override
    public Integer call() throws ToolException {
        throw new ToolException(
                Exit.USAGE,
                "\"" + name + "\" works on the store's own tables and queues, not over its API, and is not in this jar."
                        + " In a checkout of the project: tools/dcss-events " + name);
    }

    @Command(
            name = "key",
            mixinStandardHelpOptions = true,
            description = "Makes, lists and revokes keys (in a checkout).",
            footer = {
                "",
                "Examples:",
                "  tools/dcss-events key add cpo --label 'its server'",
                "  tools/dcss-events key list --local",
            })
    static final class Key extends InCheckout {
        Key() {
            super("key");
        }
    }

    @Command(
            name = "dlq",
            mixinStandardHelpOptions = true,
            description = "Lists, shows, sends again and deletes what could not be stored (in a checkout).",
            footer = {
                "",
                "Examples:",
                "  tools/dcss-events dlq list",
                "  tools/dcss-events dlq redrive --local --src cpo",
            })
    static final class Dlq extends InCheckout {
        Dlq() {
            super("dlq");
        }
    }
}
