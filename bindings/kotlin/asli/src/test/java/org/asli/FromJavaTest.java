package org.asli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The facade as Java sees it. */
class FromJavaTest {
    @Test
    void readsWell() throws IOException {
        try (Asli asli = Asli.open(Files.createTempDirectory("asli").toFile())) {
            Sms sms = new Sms("JM-SBPDCL-S", "Your bill is due");
            Report report = asli.check(sms);
            assertEquals(Verdict.UNCONFIRMED, report.getVerdict());
            assertTrue(report.isFlagged());
            assertTrue(report.headline(Lang.EN).length() > 10);
            List<Report> reports = asli.checkAll(Arrays.asList(sms, sms), Instant.parse("2026-11-24T10:00:00Z"));
            assertEquals(reports.get(0), reports.get(1));
            assertThrows(UnsupportedOperationException.class, () -> report.getFindings().clear());
            assertEquals("sbpdcl", report.getIssuer());
        }
    }
}
