package org.dcss.eventstore.local.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One window of Chromium, without a screen. */
public final class Browser implements AutoCloseable {

    public static final String TAB = "\uE004";
    public static final String ENTER = "\uE007";
    public static final String ESCAPE = "\uE00C";
    public static final String DOWN = "\uE015";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Driver driver;
    private final String session;

    private Browser(Driver driver, String session) {
        this.driver = driver;
        this.session = "/session/" + session;
    }

    /** A browser, or empty where none is installed. */
    public static Optional<Browser> start() throws IOException, InterruptedException {
        Optional<Path> program = Driver.program();
        return program.isEmpty() ? Optional.empty() : Optional.of(start(program.get()));
    }

    private static Browser start(Path program) throws IOException, InterruptedException {
        Driver driver = Driver.start(program);
        ObjectNode wanted = JSON.createObjectNode();
        ObjectNode options = wanted.putObject("capabilities").putObject("alwaysMatch");
        options.putObject("goog:loggingPrefs").put("browser", "ALL");
        ArrayNode arguments = options.putObject("goog:chromeOptions").putArray("args");
        List.of("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900")
                .forEach(arguments::add);
        Browser browser = new Browser(
                driver, driver.post("/session", wanted).path("sessionId").asText());
        // Without it, a page that is open already would not notice that it is offline.
        browser.command("Network.enable", JSON.createObjectNode());
        return browser;
    }

    public void open(URI address) throws IOException, InterruptedException {
        driver.post(session + "/url", JSON.createObjectNode().put("url", address.toString()));
    }

    /** Runs the body of a function in the page; what it returns. */
    public JsonNode run(String script, Object... arguments) throws IOException, InterruptedException {
        return execute("sync", script, arguments);
    }

    /** Runs the body of a function that calls the last of its arguments with what it has found. */
    public JsonNode runAsync(String script) throws IOException, InterruptedException {
        return execute("async", script);
    }

    private JsonNode execute(String kind, String script, Object... arguments) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("script", script);
        body.set("args", JSON.valueToTree(arguments));
        return driver.post(session + "/execute/" + kind, body);
    }

    /** Waits until an expression is true in the page. */
    public void await(String expression, Object... arguments) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!run("return Boolean(" + expression + ")", arguments).booleanValue()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never true: " + expression + "; the page says: "
                        + run("return document.body.innerText.slice(0, 2000)").asText());
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    /** Presses keys one after another, wherever the focus is. */
    public void press(String... keys) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode keyboard =
                body.putArray("actions").addObject().put("type", "key").put("id", "keyboard");
        ArrayNode actions = keyboard.putArray("actions");
        for (String key : keys) {
            actions.addObject().put("type", "keyDown").put("value", key);
            actions.addObject().put("type", "keyUp").put("value", key);
        }
        driver.post(session + "/actions", body);
    }

    /** Moves the mouse to a place in the window, in CSS pixels from its upper left corner. */
    public void point(int x, int y) throws IOException, InterruptedException {
        mouse(x, y, List.of());
    }

    /** Clicks at a place in the window, in CSS pixels from its upper left corner. */
    public void click(int x, int y) throws IOException, InterruptedException {
        mouse(x, y, List.of("pointerDown", "pointerUp"));
    }

    private void mouse(int x, int y, List<String> then) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode mouse =
                body.putArray("actions").addObject().put("type", "pointer").put("id", "mouse");
        ArrayNode actions = mouse.putArray("actions");
        actions.addObject().put("type", "pointerMove").put("x", x).put("y", y);
        then.forEach(action -> actions.addObject().put("type", action).put("button", 0));
        driver.post(session + "/actions", body);
    }

    public void back() throws IOException, InterruptedException {
        driver.post(session + "/back", JSON.createObjectNode());
    }

    /** A screen as phones have it, with a finger for a mouse. */
    public void phone() throws IOException, InterruptedException {
        command(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", 390)
                        .put("height", 844)
                        .put("deviceScaleFactor", 2)
                        .put("mobile", true));
    }

    /** The window itself, as it was started. */
    public void desktop() throws IOException, InterruptedException {
        command("Emulation.clearDeviceMetricsOverride", JSON.createObjectNode());
    }

    /** Light or dark, as the system would be set. */
    public void prefer(String scheme) throws IOException, InterruptedException {
        ObjectNode media = JSON.createObjectNode();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        command("Emulation.setEmulatedMedia", media);
    }

    public void offline(boolean offline) throws IOException, InterruptedException {
        command(
                "Network.emulateNetworkConditions",
                JSON.createObjectNode()
                        .put("offline", offline)
                        .put("latency", 0)
                        .put("downloadThroughput", -1)
                        .put("uploadThroughput", -1));
    }

    /**
     * Has a script run before those of every page that is opened from now on, until {@link #withoutScript}.
     *
     * @return what withoutScript takes
     */
    public String withScript(String script) throws IOException, InterruptedException {
        return command(
                        "Page.addScriptToEvaluateOnNewDocument",
                        JSON.createObjectNode().put("source", script))
                .path("identifier")
                .asText();
    }

    public void withoutScript(String script) throws IOException, InterruptedException {
        command(
                "Page.removeScriptToEvaluateOnNewDocument",
                JSON.createObjectNode().put("identifier", script));
    }

    private JsonNode command(String name, ObjectNode parameters) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("cmd", name);
        body.set("params", parameters);
        return driver.post(session + "/goog/cdp/execute", body);
    }

    /** Errors in the console since the last call, such as what the page's policy has refused. */
    public List<String> complaints() throws IOException, InterruptedException {
        List<String> complaints = new ArrayList<>();
        for (JsonNode entry :
                driver.post(session + "/se/log", JSON.createObjectNode().put("type", "browser"))) {
            if (entry.path("level").asText().equals("SEVERE")) {
                complaints.add(entry.path("message").asText());
            }
        }
        return complaints;
    }

    @Override
    public void close() throws IOException {
        try {
            driver.delete(session);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            driver.close();
        }
    }
}
