import java.io.*;
import java.nio.charset.StandardCharsets;

/** The door from Java 17, standard library only: java Door.java path/to/double-random */
public class Door implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final Writer requests;

    Door(String program) throws IOException {
        process = new ProcessBuilder(program, "wire").redirectError(ProcessBuilder.Redirect.INHERIT).start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /** One request on one line, and its answer. */
    String ask(String request) throws IOException {
        requests.write(request + "\n");
        requests.flush();
        return answers.readLine();
    }

    @Override public void close() throws IOException {
        requests.close(); // the program ends with its input
    }

    public static void main(String[] args) throws IOException {
        String key = "000102030405060708090a0b0c0d0e0f";
        try (Door door = new Door(args[0])) {
            System.out.println(door.ask("{\"verb\": \"ticket\", \"args\": {\"key\": \"" + key + "\", \"id\": \"T-1\"}}"));
            System.out.println(door.ask("{\"verb\": \"draw-stratum\", \"args\": {\"key\": \"" + key
                + "\", \"ids\": [\"T-1\", \"T-2\", \"T-4\"], \"quota\": 2}}"));
        }
    }
}
