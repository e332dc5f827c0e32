package org.dcss.eventstore.query.page;

import java.util.Map;
import org.dcss.eventstore.query.answer.Endpoint;

/** The routes of what people look at. */
public final class Pages {

    /** Every visit asks whether the page is another one by now, and is told in a few bytes. */
    private static final String ALWAYS_ASK = "no-cache";

    private static final String MINUTES = "public, max-age=300";

    /**
     * Nothing but files of this store, and nothing inline. No text can become markup by accident: a browser that knows
     * trusted types refuses to parse any.
     */
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    /** The viewer makes markup of the contract's texts, which are ours, and has pictures in its style sheet. */
    private static final String DOCS_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Pages() {}

    /** Endpoints by route key. */
    public static Map<String, Endpoint> routes() {
        StaticFiles files = new StaticFiles();
        return Map.of(
                "GET /", new FileEndpoint(files, "page.html", ALWAYS_ASK, PAGE_POLICY),
                "GET /docs", new FileEndpoint(files, "docs.html", ALWAYS_ASK, DOCS_POLICY),
                "GET /openapi.json", new FileEndpoint(files, "openapi.json", MINUTES, FileAnswer.NOTHING),
                "GET /openapi.yaml", new FileEndpoint(files, "openapi.yaml", MINUTES, FileAnswer.NOTHING),
                "GET /assets/{name}", new AssetEndpoint(files));
    }
}
