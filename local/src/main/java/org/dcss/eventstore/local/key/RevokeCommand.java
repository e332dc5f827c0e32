package org.dcss.eventstore.local.key;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.dcss.eventstore.core.PlainText;
import org.dcss.eventstore.local.administration.KeyRegistry;
import org.dcss.eventstore.local.administration.RevokeResult;
import org.dcss.eventstore.local.store.StartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Refuses a key from now on; submitting notices within a minute.")
final class RevokeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private KeysTable table;

    @Parameters(paramLabel = "ID", description = "The key's id, from key list.")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Override
    public Integer call() throws StartException {
        return table.with(this::revoke, Clock.systemUTC());
    }

    private int revoke(KeyRegistry registry, Supplier<Map<String, LocalDate>> used) {
        PrintWriter err = spec.commandLine().getErr();
        RevokeResult result = registry.revoke(id);
        if (result instanceof RevokeResult.Revoked revoked) {
            KeyList.print(List.of(revoked.key()), used.get(), spec.commandLine().getOut());
            return 0;
        }
        if (result instanceof RevokeResult.Ambiguous ambiguous) {
            err.println("error: more than one key has the id " + PlainText.of(id) + "; nothing was revoked:");
            KeyList.print(ambiguous.keys(), used.get(), err);
        } else {
            err.println("error: no key has the id " + PlainText.of(id) + ": see  ./run.sh key list");
        }
        return 1;
    }
}
