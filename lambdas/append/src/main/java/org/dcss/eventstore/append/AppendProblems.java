package org.dcss.eventstore.append;

import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.intake.problem.Limits;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.platform.http.Problem;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.platform.http.Violation;

/** What appending alone may be refused for; the tags are part of the public contract. */
final class AppendProblems {

    static final ProblemType INVALID_APPEND = new ProblemType("invalid-append", 400, "Invalid append");
    static final ProblemType VERSION_CONFLICT = new ProblemType("version-conflict", 409, "Version conflict");

    private AppendProblems() {}

    static Problem invalid(List<Violation> errors) {
        return new Problem(
                INVALID_APPEND,
                "The append is not what it must be; see errors.",
                errors.stream().limit(Limits.MAX_VIOLATIONS).toList());
    }

    static Problem notAnAppend() {
        return INVALID_APPEND.because(
                "An append is one JSON object with the members type and data, and optionally id, of which each is a"
                        + " string.");
    }

    static Problem idOfOtherContent(long version) {
        return invalid(List.of(new Violation(
                "/id",
                "must be another: version " + version
                        + " of the stream has it, with other content or expected as another version")));
    }

    /** @param current the stream's last version, 0 if it has none */
    static Problem conflict(StreamId stream, long expected, long current) {
        String next = current == 0
                ? "has no version yet; the first is 1"
                : "has " + current + (current == 1 ? " version" : " versions") + "; the next is " + (current + 1);
        return new Problem(
                VERSION_CONFLICT,
                "Nothing was appended: version " + expected + " was expected to be the next, but the stream \"" + stream
                        + "\" " + next + ".",
                List.of(),
                Map.of("current_version", current));
    }

    static Problem ofOtherSource(StreamId stream) {
        return Problems.WRONG_SOURCE.because("The stream \"" + stream
                + "\" belongs to the source that began it, which is not your key's; append to another one.");
    }

    static Problem tooLarge(int bytes, int most) {
        return Problems.EVENT_TOO_LARGE.because("The append has " + bytes + " bytes; at most " + most + " are taken.");
    }

    static Problem unavailable() {
        return ProblemType.UNAVAILABLE.because(
                "It may have been appended or not. Send the same request again after the time that the header"
                        + " Retry-After says: with an id, or with the version that is expected, it is appended once.");
    }

    static Problem outrun() {
        return ProblemType.UNAVAILABLE.because(
                "Nothing was appended: other writers of this stream were faster each time. Send the "
                        + "same request again after the time that the header Retry-After says.");
    }
}
