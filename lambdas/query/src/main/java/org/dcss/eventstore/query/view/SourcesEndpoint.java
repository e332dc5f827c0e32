package org.dcss.eventstore.query.view;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.sources.Sources;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewReader;
import org.dcss.eventstore.core.xlog.Xlog;
import org.dcss.eventstore.core.xlog.XlogText;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Endpoint;
import org.dcss.eventstore.query.answer.JsonText;
import org.dcss.eventstore.query.request.Problems;
import org.dcss.eventstore.query.request.Reading;

/**
 * {@code GET /sources}: each source as it is described, and what it has sent; exact through the slot that
 * {@code Complete-Through} says, but for the names of its files, which come a little later. One read of the log's tail, three
 * of the views, and one for each source.
 */
public final class SourcesEndpoint implements Endpoint {

    /** It costs more to make than a page of the feed, and changes as often. */
    private static final String CACHE_CONTROL = "public, max-age=10";

    private final Views views;
    private final Clock clock;
    private final SourceDirectory directory = SourceDirectory.load();
    private final View asked = new Together(List.of(new Sources(), new Counts()));

    public SourcesEndpoint(Views views, Clock clock) {
        this.views = views;
        this.clock = clock;
    }

    @Override
    public Answer answer(APIGatewayV2HTTPEvent request, Instant answerBy) {
        if (!request.getQueryStringParameters().isEmpty()) {
            return Answer.of(Problems.INVALID_PARAMETER
                    .because("GET /sources takes no parameters.")
                    .toResponse());
        }
        return views.refusal(Views.SOURCES, new Sources())
                .or(() -> views.refusal(Views.COUNTS, new Counts()))
                .orElseGet(() -> listed(Reading.of(request)));
    }

    private Answer listed(Reading reading) {
        SourcesJson json = new SourcesJson(directory, files(), clock.instant());
        ViewReader.Exact<String> exact = views.ask(asked, json::of);
        return JsonText.answer(
                exact.value(),
                reading,
                CACHE_CONTROL,
                Map.of("Complete-Through", Long.toString(exact.through().millis())));
    }

    /** Empty where the servers' files are not kept. */
    private Optional<Function<Source, List<String>>> files() {
        if (views.refusal(Views.XLOG, new Xlog()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(src -> XlogText.files(views.table(), src).stream()
                .map(XlogText.ListedFile::name)
                .map(FileName::value)
                .toList());
    }
}
