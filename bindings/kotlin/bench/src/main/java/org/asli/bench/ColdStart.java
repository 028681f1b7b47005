package org.asli.bench;

import java.nio.file.Files;
import java.util.Locale;
import org.asli.Asli;
import org.asli.Lang;
import org.asli.ListState;
import org.asli.Sms;

/** Where the first call's time goes, in a fresh process: JNA, the library, the list, the message. */
public final class ColdStart {
    private ColdStart() {}

    public static void main(String[] arguments) throws Exception {
        java.io.File folder = Files.createTempDirectory("asli").toFile();
        Sms sms = new Sms("+919876501234", "Your power will be cut tonight, call 98765 43210");
        long start = System.nanoTime();
        Class.forName("com.sun.jna.Native");
        long jna = System.nanoTime();
        ListState.FRESH.text(Lang.EN);
        long library = System.nanoTime();
        Asli asli = Asli.open(folder);
        long list = System.nanoTime();
        asli.check(sms);
        long message = System.nanoTime();
        asli.close();
        System.out.printf(
                Locale.ROOT,
                "cold start: JNA %.1f ms, library %.1f ms, list %.1f ms, first message %.1f ms%n",
                (jna - start) / 1e6,
                (library - jna) / 1e6,
                (list - library) / 1e6,
                (message - list) / 1e6);
    }
}
