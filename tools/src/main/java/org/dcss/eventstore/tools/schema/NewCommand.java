package org.dcss.eventstore.tools.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.xlog.XlogLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a first schema for a type, by samples: which fields all of them have, of which types they are, and"
                    + " which are times of the game. It accepts the samples; a person should read it, and add what fields"
                    + " mean.",
            "",
            "Samples are lines of a server's file, or JSON, one or an array or one a line: whole events, or their data"
                    + " alone."
        },
        footer = {
            "",
            "Examples:",
            "  dcss-events schema new arena --from arena.ndjson > schemas/arena.json",
            "  dcss-events schema new scores --from saves/scores --from old/scores",
        })
final class NewCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "TYPE", description = "The type's name, such as arena.")
    @SuppressWarnings("NullAway.Init")
    private String type;

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "Samples; several may be named.")
    private List<Path> from = List.of();

    @Override
    public Integer call() throws IOException, ToolException {
        DraftSchema schema = new DraftSchema(name());
        for (Path path : from) {
            SampleFile file = new SampleFile(path);
            SampleFile.Form form = file.form();
            file.read(form, sample -> {
                try {
                    add(form, sample, schema);
                } catch (IOException e) {
                    throw new IOException(path + ":" + sample.line() + ": no sample: " + firstLine(e), e);
                }
            });
        }
        if (schema.samples() == 0) {
            throw new ToolException(Exit.FAILED, "There is no sample in what --from names.");
        }
        spec.commandLine().getOut().print(schema.text());
        spec.commandLine().getOut().flush();
        return Exit.OK;
    }

    private String name() {
        try {
            return new EventType(type).name();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static void add(SampleFile.Form form, Sample sample, DraftSchema schema) throws IOException {
        String text = new String(sample.bytes(), StandardCharsets.UTF_8);
        if (form == SampleFile.Form.XLOG) {
            XlogLine line = XlogLine.parse(text).orElseThrow(() -> new IOException("not fields joined by colons"));
            schema.add(JSON.readTree(line.data()));
            return;
        }
        JsonNode json = JSON.readTree(text);
        for (JsonNode event : json.isArray() ? json : List.of(json)) {
            boolean isEvent =
                    event.has("type") && event.has("src") && event.path("data").isObject();
            schema.add(isEvent ? event.path("data") : event);
        }
    }

    private static String firstLine(IOException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
