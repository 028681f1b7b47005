package org.asli.emulate;

import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Checks the libraries for phones on emulated phones: one line a check, and how many passed.
 *
 * <p>In: check one of how many cases, the folder of the cases, the root and the list of a bundle, and the libraries. Out: 1 where a check failed.
 */
public final class Main {
    /** The clock of the tests: a day within the built-in list's dates. */
    private static final long NOW = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();

    private int passed;
    private int failed;
    private String abi;

    private final int every;

    private Main(int every) {
        this.every = every;
    }

    /** A line of the cases. */
    private record Case(String id, String sender, String body, String received_at, String verdict) {
        Filter.Sms sms() {
            Long at = received_at == null ? null : OffsetDateTime.parse(received_at).toInstant().toEpochMilli();
            return new Filter.Sms(sender, body, at);
        }
    }

    /** What a check shows, or why it failed. */
    private interface Check {
        String run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Main main = new Main(Integer.parseInt(arguments[0]));
        List<Case> cases = cases(Path.of(arguments[1]));
        byte[] root = Files.readAllBytes(Path.of(arguments[2]));
        byte[] list = Files.readAllBytes(Path.of(arguments[3]));
        for (String library : Arrays.copyOfRange(arguments, 4, arguments.length)) {
            main.checkAll(new File(library), cases, root, list);
        }
        System.out.println(main.passed + " passed, " + main.failed + " failed");
        System.exit(main.failed == 0 && main.passed > 0 ? 0 : 1);
    }

    private void checkAll(File file, List<Case> cases, byte[] root, byte[] list) throws IOException {
        abi = file.getParentFile().getName();
        Path folder = Files.createTempDirectory("asli-emulate");
        try (Phone phone = new Phone(file, folder.toFile())) {
            check("the library loads", () -> "it needs " + String.join(" ", phone.needed()));
            Filter[] opened = new Filter[1];
            check("the built-in list opens", () -> {
                opened[0] = Filter.open(phone, "/data/asli", NOW);
                return "version " + opened[0].listVersion();
            });
            Filter filter = opened[0];
            if (filter == null) {
                return;
            }
            for (String verdict : List.of("genuine", "unconfirmed", "suspicious", "unrelated")) {
                Case first = cases.stream().filter(one -> one.verdict().equals(verdict)).findFirst().orElseThrow();
                check("a verdict: " + verdict, () -> judged(filter, first));
            }
            check("cases are judged as on a computer", () -> manyJudged(filter, cases));
            check("a truncated message is an error", () -> truncated(filter, cases.get(0)));
            check("a truncated list is an error of its own type", () -> truncatedList(phone, root, list));
            check("a panic is caught", () -> panicked(filter));
            check("the next message after a panic is judged", () -> judged(filter, cases.get(0)));
        }
    }

    private void check(String name, Check check) {
        long started = System.nanoTime();
        String shown;
        boolean holds = false;
        try {
            shown = check.run();
            holds = true;
        } catch (Exception failure) {
            shown = failure.toString();
        }
        passed += holds ? 1 : 0;
        failed += holds ? 0 : 1;
        long millis = (System.nanoTime() - started) / 1_000_000;
        System.out.printf("%-12s %-6s %s: %s (%d ms)%n", abi, holds ? "ok" : "FAILED", name, shown, millis);
    }

    private static String judged(Filter filter, Case one) throws Filter.Refused {
        Filter.Report report = filter.check(one.sms());
        require(report.verdict().equals(one.verdict()), one.id() + " is " + report.verdict());
        String issuer = report.issuer() == null ? "no company" : report.issuer();
        return one.id() + ", " + issuer + ", " + report.findings() + " findings";
    }

    /** One case of so many, from every file. */
    private String manyJudged(Filter filter, List<Case> cases) throws Filter.Refused {
        List<String> wrong = new ArrayList<>();
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (int at = 0; at < cases.size(); at += every) {
            Case one = cases.get(at);
            String verdict = filter.check(one.sms()).verdict();
            counts.merge(verdict, 1, Integer::sum);
            if (!verdict.equals(one.verdict())) {
                wrong.add(one.id() + " is " + verdict);
            }
        }
        require(wrong.isEmpty(), String.join(", ", wrong));
        return "one of " + every + ", " + counts;
    }

    private static String truncated(Filter filter, Case one) {
        byte[] whole = one.sms().bytes();
        Filter.Refused refused = refusal(() -> filter.check(Arrays.copyOf(whole, whole.length / 2)));
        require(refused.code == 2, "code " + refused.code);
        require(refused.getMessage().contains("'sms'"), refused.getMessage());
        return "code 2, which Kotlin throws as InternalException";
    }

    private static String truncatedList(Phone phone, byte[] root, byte[] list) {
        byte[] half = Arrays.copyOf(list, list.length / 2);
        Filter.Refused refused = refusal(() -> Filter.openPinned(phone, root, half, "/data/cut", NOW));
        require(refused.code == 1, "code " + refused.code);
        ByteBuffer error = ByteBuffer.wrap(refused.error);
        require(error.getInt() == 1, "another variant");
        return "code 1, OpenError.Refused of code `" + Filter.readText(error) + "`";
    }

    private static String panicked(Filter filter) {
        Filter.Refused refused = refusal(filter::panic);
        require(refused.code == 2, "code " + refused.code);
        require(refused.getMessage().equals("RustBuffer length exceeds capacity"), refused.getMessage());
        return "code 2, `" + refused.getMessage() + "`";
    }

    private interface Call {
        void run() throws Filter.Refused;
    }

    private static Filter.Refused refusal(Call call) {
        try {
            call.run();
        } catch (Filter.Refused refused) {
            return refused;
        }
        throw new IllegalStateException("no error");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static List<Case> cases(Path folder) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    cases.add(new Gson().fromJson(line, Case.class));
                }
            }
        }
        return cases;
    }
}
