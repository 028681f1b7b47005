package org.example;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import org.apache.spark.SparkFiles;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.asli.Asli;
import org.asli.Finding;
import org.asli.ListState;
import org.asli.ListStatus;
import org.asli.Report;
import org.asli.Sms;

/**
 * Judges a table of messages on Spark: MESSAGES (JSON lines with id, sender, body), OUT, LIST, ROOT, and the time by which
 * all of them are judged.
 */
public final class Judge {
    /** What the function `asli` gives; null for a message without a body. */
    private static final StructType VERDICT =
        new StructType().add("verdict", "string").add("issuer", "string").add("codes", "array<string>");

    public static void main(String[] arguments) throws IOException {
        String messages = arguments[0];
        String out = arguments[1];
        File list = new File(arguments[2]);
        byte[] root = Files.readAllBytes(Paths.get(arguments[3]));
        Instant now = Instant.parse(arguments[4]);
        try (SparkSession spark = SparkSession.builder().appName("asli").getOrCreate()) {
            ListStatus status = Filter.open(root, list).status(now);
            if (status.getState() == ListState.EXPIRED) {
                throw new IllegalStateException("the list is expired");
            }
            spark.sparkContext().addFile(list.getPath());
            spark.udf().register("asli", new Verdicts(root, list.getName(), status.getSha256(), now), VERDICT);
            Dataset<Row> table = spark.read().schema("id string, sender string, body string").json(messages);
            Dataset<Row> judged = table.withColumn("asli", functions.expr("asli(sender, body)")).select("id", "asli.*");
            judged.write().mode("overwrite").parquet(out);
            spark.read().parquet(out).groupBy("verdict").count().orderBy("verdict").collectAsList()
                .forEach(row -> System.out.println(row.get(0) + " " + row.get(1)));
        }
    }

    /** The function. The root travels inside it, and not beside the list; so does the name of the list that the driver saw. */
    private static final class Verdicts implements UDF2<String, String, Row> {
        private final byte[] root;
        private final String list;
        private final String sha256;
        private final long now;

        Verdicts(byte[] root, String list, String sha256, Instant now) {
            this.root = root;
            this.list = list;
            this.sha256 = sha256;
            this.now = now.toEpochMilli();
        }

        @Override
        public Row call(String sender, String body) {
            if (body == null) {
                return null;
            }
            Sms sms = new Sms(sender == null ? "" : sender, body);
            Report report = Filter.of(root, list, sha256).check(sms, Instant.ofEpochMilli(now));
            String[] codes = report.getFindings().stream().map(Judge::code).distinct().toArray(String[]::new);
            return RowFactory.create(report.getVerdict().getCode(), report.getIssuer(), codes);
        }
    }

    private static String code(Finding finding) {
        return finding.getCode().getCode();
    }

    /** One filter for each executor: opening verifies the list, and all tasks of the executor share it. */
    private static final class Filter {
        private static Asli opened;

        static synchronized Asli of(byte[] root, String list, String sha256) {
            if (opened == null) {
                Asli filter = open(root, new File(SparkFiles.get(list)));
                if (!filter.status(Instant.now()).getSha256().equals(sha256)) {
                    throw new IllegalStateException("this executor has another list than the driver");
                }
                opened = filter;
            }
            return opened;
        }

        static Asli open(byte[] root, File list) {
            try {
                Path folder = Files.createTempDirectory("asli");
                return Asli.open(folder.toFile(), root, Files.readAllBytes(list.toPath()));
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        }
    }

    private Judge() {}
}
