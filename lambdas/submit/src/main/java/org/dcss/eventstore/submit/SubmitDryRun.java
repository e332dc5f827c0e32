package org.dcss.eventstore.submit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.StringJoiner;
import org.dcss.eventstore.platform.CannedAnswers;
import org.dcss.eventstore.platform.InvocationContext;
import org.dcss.eventstore.platform.Priming;

/**
 * Submits an event and a batch, the whole way but for AWS: nobody is asked for the key, and nothing is queued. For one
 * thread.
 */
final class SubmitDryRun implements Priming.Step {

    private static final Duration WITHIN = Duration.ofSeconds(10);

    private static final JsonFactory JSON = new JsonFactory();

    private static final String KEY_FOUND =
            "{\"Item\":{\"src\":{\"S\":\"cpo\"},\"label\":{\"S\":\"\"},\"created\":{\"N\":\"0\"}}}";

    private static final String QUOTA_UNUSED = "{\"Attributes\":{\"until\":{\"N\":\"0\"}}}";

    private static final String EVENT = "{'type':'milestone','src':'cpo','data':{'v':'0.34.0','lv':'0.1','name':'a',"
            + "'race':'Deep Elf','cls':'Enchanter','char':'DEEn','xl':'8','place':'D:5','br':'D','lvl':'5','hp':'40',"
            + "'mhp':'40','turn':'9000','start':'20260003091409S','time':'20260003093334S','type':'uniq',"
            + "'milestone':'killed Blork the orc.'}}";

    private static final String REQUEST = "{'version':'2.0','routeKey':'POST /submit','rawPath':'/submit',"
            + "'rawQueryString':'','headers':{'authorization':'KEY','content-type':'application/json','host':'local'},"
            + "'requestContext':{'domainName':'local','requestId':'dry','http':{'method':'POST','path':'/submit'}},"
            + "'body':'BODY','isBase64Encoded':false}";

    private final SubmitHandler handler;
    private final Clock clock;
    private final Runnable closing;
    private int keys;

    /** @param wiring over {@link #answers()} */
    SubmitDryRun(SubmitWiring wiring, Runnable closing) {
        this.handler = new SubmitHandler(wiring);
        this.clock = wiring.clock();
        this.closing = closing;
    }

    /** What AWS says in a dry run. */
    static CannedAnswers answers() {
        return new CannedAnswers(Map.of(
                "GetItem", request -> KEY_FOUND,
                "UpdateItem", request -> QUOTA_UNUSED,
                "SendMessage", request -> "{" + confirmations(request) + "}",
                "SendMessageBatch", request -> "{\"Successful\":[{" + confirmations(request) + "}],\"Failed\":[]}"));
    }

    /** With keys that are always new, lest they be remembered. */
    @Override
    public void run() throws IOException {
        submit(EVENT, 204);
        submit('[' + EVENT + ',' + EVENT + ']', 200);
    }

    @Override
    public void close() {
        closing.run();
    }

    private void submit(String body, int status) throws IOException {
        String request =
                REQUEST.replace('\'', '"').replace("KEY", "dry-" + keys++).replace("BODY", body.replace("'", "\\\""));
        ByteArrayOutputStream answer = new ByteArrayOutputStream(512);
        handler.handleRequest(
                new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)),
                answer,
                new InvocationContext("submit", WITHIN, clock));
        if (!answer.toString(StandardCharsets.UTF_8).startsWith("{\"statusCode\":" + status)) {
            throw new IllegalStateException("not answered with " + status);
        }
    }

    /** For each message of the request what the SDK wants to see confirmed; without the outermost braces. */
    private static String confirmations(InputStream request) throws IOException {
        StringJoiner confirmations = new StringJoiner("},{");
        String id = "";
        try (JsonParser json = JSON.createParser(request)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token != JsonToken.VALUE_STRING) {
                    continue;
                }
                if ("Id".equals(json.currentName())) {
                    id = json.getText();
                } else if ("MessageBody".equals(json.currentName())) {
                    confirmations.add("\"Id\":\"" + id + "\",\"MessageId\":\"dry\",\"MD5OfMessageBody\":\""
                            + md5(json.getText()) + '"');
                }
            }
        }
        return confirmations.toString();
    }

    private static String md5(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
