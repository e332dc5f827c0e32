package org.dcss.eventstore.append;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.stream.Draft;
import org.dcss.eventstore.core.stream.StreamEvent;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.intake.body.Content;
import org.dcss.eventstore.intake.body.ContentReader;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.platform.http.Violation;

/**
 * What a request asks for.
 *
 * @param expected the version that it must become; empty for whichever is next
 */
record AppendRequest(Draft draft, OptionalLong expected) {

    /** In digits: 2^53 has so many. */
    private static final int MAX_DIGITS = 16;

    /**
     * Reads a request with a key of this source.
     *
     * @param newIds ids for appends that come without one, never the same twice
     * @param maxBytes of the body, unpacked
     */
    static Checked<AppendRequest> read(
            APIGatewayV2HTTPEvent request, Source src, Supplier<EventId> newIds, int maxBytes) {
        return ContentReader.read(request)
                .then(AppendRequest::oneDocument)
                .then(body -> AppendReader.read(body, maxBytes))
                .then(read -> read(request.getPathParameters(), read, src, newIds));
    }

    private static Checked<byte[]> oneDocument(Content content) {
        return content.isLines()
                ? new Checked.Refused<>(Problems.unsupportedContentType())
                : new Checked.Good<>(content.bytes());
    }

    private static Checked<AppendRequest> read(
            Map<String, String> path, AppendReader.Members read, Source src, Supplier<EventId> newIds) {
        List<Violation> faults = new ArrayList<>(read.faults());
        String stream = path.getOrDefault("id", "");
        if (!StreamId.isId(stream)) {
            faults.add(new Violation(
                    "/stream", "must be a stream's id, in the address: 1 to 128 of A-Z, a-z, 0-9 and ._:=+-"));
        }
        Optional<String> version = Optional.ofNullable(path.get("version"));
        OptionalLong expected = version.map(AppendRequest::version).orElse(OptionalLong.empty());
        if (version.isPresent() && expected.isEmpty()) {
            faults.add(new Violation(
                    "/version",
                    "must be a whole number from 1 to " + StreamEvent.MAX_VERSION
                            + ", in the address behind the stream"));
        }
        if (!faults.isEmpty()) {
            return new Checked.Refused<>(AppendProblems.invalid(faults));
        }
        EventId id = read.id().map(EventId::new).orElseGet(newIds);
        return new Checked.Good<>(
                new AppendRequest(new Draft(new StreamId(stream), src, read.type(), read.data(), id), expected));
    }

    private static OptionalLong version(String text) {
        boolean isNumber = !text.isEmpty()
                && text.length() <= MAX_DIGITS
                && text.charAt(0) != '0'
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber && Long.parseLong(text) <= StreamEvent.MAX_VERSION
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
