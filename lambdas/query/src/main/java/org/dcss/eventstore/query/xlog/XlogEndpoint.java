package org.dcss.eventstore.query.xlog;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.xlog.Xlog;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Endpoint;
import org.dcss.eventstore.query.request.Reading;
import org.dcss.eventstore.query.view.Views;

/** {@code GET} and {@code HEAD} of {@code /xlog} and all below it. */
public final class XlogEndpoint implements Endpoint {

    private final Views views;
    private final Xlog view = new Xlog();
    private final FileEndpoint files;
    private final ListingEndpoint listings;

    public XlogEndpoint(Views views) {
        this.views = views;
        this.files = new FileEndpoint(views.table(), view);
        this.listings = new ListingEndpoint(views.table(), view);
    }

    @Override
    public Answer answer(APIGatewayV2HTTPEvent request, Instant answerBy) {
        return views.refusal(Views.XLOG, view).orElseGet(() -> answer(request));
    }

    private Answer answer(APIGatewayV2HTTPEvent request) {
        // The gateway asks for /xlog/ by either of its two routes.
        XlogPath path = XlogPath.parse(request.getPathParameters().getOrDefault("path", ""));
        if (path instanceof XlogPath.OfFile named) {
            return files.answer(named.file(), FileRequest.of(request));
        }
        if (path instanceof XlogPath.OfSource named) {
            return listings.answer(Optional.of(named.src()), request.getQueryStringParameters(), Reading.of(request));
        }
        if (path instanceof XlogPath.Everything) {
            return listings.answer(Optional.empty(), request.getQueryStringParameters(), Reading.of(request));
        }
        return Answer.of(ProblemType.NOT_FOUND
                .because("A file is named by its source and its own name, such as /xlog/cpo/milestones.")
                .toResponse());
    }
}
