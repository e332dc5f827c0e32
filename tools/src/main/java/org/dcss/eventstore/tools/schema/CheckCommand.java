package org.dcss.eventstore.tools.schema;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.PlainText;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.platform.http.Problem;
import org.dcss.eventstore.submit.event.ValidEvent;
import org.dcss.eventstore.tools.frame.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Says of files whether the store would take what is in them, and else where and why not. A file holds"
                    + " lines of a server's, as ship would send them, one JSON event, an array of them, or one a line.",
            "",
            "It checks by the schemas that this program was built with. Ends with 4 if something is not acceptable."
        },
        footer = {
            "",
            "Examples:",
            "  dcss-events schema check /srv/dcss/saves/milestones*",
            "  dcss-events schema check --src cpo event.json events.ndjson",
        })
final class CheckCommand implements Callable<Integer> {

    /** Of each file. */
    private static final int MOST_SHOWN = 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--src", paramLabel = "SRC", description = "As with this source's key; else with the event's own.")
    private @Nullable String src;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to check.")
    private List<Path> files = List.of();

    private final Map<String, Integer> types = new TreeMap<>();
    private int faulty;

    @Override
    public Integer call() throws IOException {
        if (src != null && !Source.isName(src)) {
            throw new ParameterException(spec.commandLine(), "--src takes the name of a source");
        }
        Checker checker = new Checker(Optional.ofNullable(src).map(Source::new));
        boolean good = true;
        for (Path file : files) {
            good &= check(file, checker);
        }
        return good ? Exit.OK : Exit.REJECTED;
    }

    private boolean check(Path path, Checker checker) throws IOException {
        types.clear();
        faulty = 0;
        SampleFile file = new SampleFile(path);
        SampleFile.Form form = file.form();
        boolean whole = file.read(form, sample -> take(path, form, sample, checker));
        String found = types.entrySet().stream()
                .map(type -> type.getValue() + " " + type.getKey())
                .collect(Collectors.joining(", "));
        say(path + ": " + (found.isEmpty() ? "nothing" : found) + " acceptable, " + faulty + " not"
                + (faulty > MOST_SHOWN ? " (of which " + MOST_SHOWN + " are shown)" : "") + ".");
        if (form == SampleFile.Form.XLOG && !whole) {
            say(path + ": the last line has no end: ship waits for the rest of it.");
        }
        return faulty == 0;
    }

    private void take(Path path, SampleFile.Form form, Sample sample, Checker checker) {
        String place = path + ":" + sample.line();
        switch (form) {
            case XLOG -> tell(place, checker.line(sample.bytes(), name(path)));
            case NDJSON -> tell(place, checker.event(sample.bytes()));
            case JSON -> {
                Checked<List<Checked<ValidEvent>>> events = checker.document(sample.bytes());
                if (events instanceof Checked.Refused<List<Checked<ValidEvent>>> refused) {
                    tell(path.toString(), refused.problem());
                } else if (events instanceof Checked.Good<List<Checked<ValidEvent>>> good) {
                    for (int i = 0; i < good.value().size(); i++) {
                        tell(
                                good.value().size() == 1 ? path.toString() : path + " [" + i + "]",
                                good.value().get(i));
                    }
                }
            }
        }
    }

    /** The file's own name, or one that a file may have. */
    private static String name(Path path) {
        String name = String.valueOf(path.getFileName());
        return FileName.isName(name) ? name : "milestones";
    }

    private void tell(String place, Checked<ValidEvent> checked) {
        if (checked instanceof Checked.Good<ValidEvent> good) {
            types.merge(good.value().type().name(), 1, Integer::sum);
        } else if (checked instanceof Checked.Refused<ValidEvent> refused) {
            tell(place, refused.problem());
        }
    }

    private void tell(String place, Problem problem) {
        faulty++;
        if (faulty <= MOST_SHOWN) {
            Checker.inWords(problem).forEach(fault -> say(place + ": " + fault));
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(PlainText.of(line));
        out.flush();
    }
}
