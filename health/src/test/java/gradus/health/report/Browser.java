package gradus.health.report;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A headless Chromium with one page, spoken to by the DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long PATIENCE = 60;

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
  private int last;

  private Browser(Process process, HttpClient http, URI page) throws Exception {
    this.process = process;
    this.socket = http.newWebSocketBuilder().buildAsync(page, new Ear()).get(PATIENCE, SECONDS);
    for (String domain : List.of("Runtime", "Log", "Page", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** The browser's program, if this machine has one. */
  static Optional<Path> program() {
    List<String> names = List.of("chromium", "chromium-browser", "google-chrome");
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start(Path program, Path profile) throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString(), "--headless=new"));
    command.addAll(List.of("--no-sandbox", "--disable-gpu", "--hide-scrollbars"));
    command.addAll(List.of("--remote-debugging-port=0", "--user-data-dir=" + profile));
    command.add("about:blank");
    Process process = new ProcessBuilder(command).start();
    try {
      HttpClient http = HttpClient.newHttpClient();
      URI opened = URI.create("http://127.0.0.1:" + port(process) + "/json/new?about:blank");
      String answer =
          http.send(
                  HttpRequest.newBuilder(opened).PUT(HttpRequest.BodyPublishers.noBody()).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      return new Browser(
          process, http, URI.create(JSON.readTree(answer).get("webSocketDebuggerUrl").asString()));
    } catch (Exception e) {
      process.destroy();
      throw e;
    }
  }

  private static int port(Process process) throws IOException {
    BufferedReader words =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    for (String line = words.readLine(); line != null; line = words.readLine()) {
      if (line.contains("DevTools listening on ")) {
        return URI.create(line.substring(line.indexOf("ws://"))).getPort();
      }
    }
    throw new IOException("the browser ended before it listened");
  }

  /** Opens a file on a screen of this width, light or dark, and waits until it is drawn. */
  void open(Path file, int width, boolean dark) throws Exception {
    problems.clear();
    requests.clear();
    loaded = new CompletableFuture<>();
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    Map<String, Object> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    call("Page.navigate", Map.of("url", file.toUri().toString()));
    loaded.get(PATIENCE, SECONDS);
  }

  /** What a script in the page gives, as JSON. */
  JsonNode ask(String script) throws Exception {
    JsonNode result = call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true));
    return result.get("result").get("value");
  }

  /** Presses a key, for example {@code Tab} with code 9. */
  void press(String key, int code) throws Exception {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
    }
  }

  /** Bytes of a picture of the whole page, or of its print. */
  byte[] picture(boolean print) throws Exception {
    JsonNode result =
        print
            ? call("Page.printToPDF", Map.of())
            : call("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
    return java.util.Base64.getDecoder().decode(result.get("data").asString());
  }

  /** Errors and refusals since the page was opened. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** What the page asked for, itself and data inside it left out. */
  List<String> requests() {
    return requests.stream().skip(1).filter(url -> !url.startsWith("data:")).toList();
  }

  private JsonNode call(String method, Map<String, Object> parameters) throws Exception {
    int id = ++last;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.sendText(
        JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true);
    JsonNode message = answer.get(PATIENCE, SECONDS);
    if (message.has("error")) {
      throw new IllegalStateException(method + ": " + message.get("error"));
    }
    return message.get("result");
  }

  private void heard(JsonNode message) {
    if (message.has("id")) {
      answers.remove(message.get("id").asInt()).complete(message);
      return;
    }
    switch (message.get("method").asString()) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Runtime.exceptionThrown", "Log.entryAdded" -> problems.add(message.toString());
      case "Network.requestWillBeSent" ->
          requests.add(message.get("params").get("request").get("url").asString());
      default -> {}
    }
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
      text.append(data);
      if (whole) {
        String message = text.toString();
        text.setLength(0);
        heard(JSON.readTree(message));
      }
      from.request(1);
      return null;
    }
  }

  @Override
  public void close() {
    int id = ++last;
    answers.put(id, new CompletableFuture<>());
    socket.sendText("{\"id\":" + id + ",\"method\":\"Browser.close\"}", true);
    process.onExit().completeOnTimeout(process, PATIENCE, SECONDS).join();
    socket.abort();
    process.destroy();
  }
}
