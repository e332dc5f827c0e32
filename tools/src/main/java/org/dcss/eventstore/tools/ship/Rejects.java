package org.dcss.eventstore.tools.ship;

import java.io.IOException;
import java.util.List;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.ToolException;

/** {@code ship --rejects}: sends what was rejected again, as it stands in the reject file now. */
final class Rejects {

    private final Sender sender;
    private final RejectFile file;
    private final Messages messages;
    private long again;

    Rejects(Sender sender, RejectFile file, Messages messages) {
        this.sender = sender;
        this.file = file;
        this.messages = messages;
    }

    /** Returns the exit code. */
    int sendAgain(Source src) throws IOException, ToolException, InterruptedException {
        long all = file.sendAgain(src, Batch.MAX_EVENTS, this::send);
        messages.say(all + " lines sent again, " + again + " of them rejected");
        return again == 0 ? Exit.OK : Exit.REJECTED;
    }

    private void send(List<Outgoing> lines) throws IOException, ToolException, InterruptedException {
        List<Reject> rejects = sender.send(lines);
        file.keep(rejects, messages);
        again += rejects.size();
    }
}
