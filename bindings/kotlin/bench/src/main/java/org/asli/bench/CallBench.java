package org.asli.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.asli.Asli;
import org.asli.Report;
import org.asli.Sms;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Each figure is the cost of one message, over the same thousand messages: the cases, again and again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 4)
@Measurement(iterations = 3, time = 4)
public class CallBench {
    private static final int MESSAGES = 1000;
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final List<Sms> messages = new ArrayList<>();
    private Asli asli;

    @Setup
    public void open() throws IOException {
        List<Sms> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Paths.get(System.getProperty("asli.cases")))) {
            for (Path file : (Iterable<Path>) files.filter(file -> file.toString().endsWith(".jsonl")).sorted()::iterator) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    JsonObject json = JsonParser.parseString(line).getAsJsonObject();
                    cases.add(new Sms(json.get("sender").getAsString(), json.get("body").getAsString()));
                }
            }
        }
        for (int i = 0; i < MESSAGES; i++) {
            messages.add(cases.get(i % cases.size()));
        }
        asli = Asli.open(Files.createTempDirectory("asli").toFile());
    }

    @TearDown
    public void close() {
        asli.close();
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public int check() {
        int flagged = 0;
        for (Sms sms : messages) {
            flagged += asli.check(sms, NOW).isFlagged() ? 1 : 0;
        }
        return flagged;
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public List<Report> checkAll() {
        return asli.checkAll(messages, NOW);
    }

    /** Google's libphonenumber, which only looks for phone numbers. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public int libphonenumber() {
        int numbers = 0;
        for (Sms sms : messages) {
            for (PhoneNumberMatch ignored : PhoneNumberUtil.getInstance().findNumbers(sms.getBody(), "IN")) {
                numbers++;
            }
        }
        return numbers;
    }
}
