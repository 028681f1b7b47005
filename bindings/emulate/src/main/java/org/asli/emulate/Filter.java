package org.asli.emulate;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The library's filter, called the way that uniffi's Kotlin code calls it.
 *
 * <p>In: messages. Out: verdicts. Records cross as bytes: numbers most significant byte first, texts and bytes behind
 * their length, a missing value as a zero byte, codes by their place from one on.
 */
final class Filter {
    private static final String PREFIX = "uniffi_asli_ffi_fn_";
    private static final String CHECK = PREFIX + "method_smsfilter_check";

    /** The codes of verdicts, in the order of the bridge. */
    private static final List<String> VERDICTS = List.of("genuine", "unconfirmed", "suspicious", "unrelated");

    private final Phone phone;
    private final long now;
    private final long handle;

    private Filter(Phone phone, long now, long handle) {
        this.phone = phone;
        this.now = now;
        this.handle = handle;
    }

    /** One message. */
    record Sms(String sender, String body, Long receivedAt) {
        byte[] bytes() {
            return write(out -> {
                writeBytes(out, Phone.utf8(sender));
                writeBytes(out, Phone.utf8(body));
                out.writeBoolean(receivedAt != null);
                if (receivedAt != null) {
                    out.writeLong(receivedAt);
                }
            });
        }
    }

    /** What is read of a report. */
    record Report(String verdict, String issuer, int findings) {}

    /** The library answered with an error: `code` 1 is an error of the function's own type, 2 any other. */
    static final class Refused extends Exception {
        final int code;
        final byte[] error;

        Refused(int code, byte[] error) {
            super(new String(error, StandardCharsets.UTF_8));
            this.code = code;
            this.error = error;
        }
    }

    /** Opens the built-in list. */
    static Filter open(Phone phone, String folder, long now) throws Refused {
        Phone.Result opened = phone.call(PREFIX + "constructor_smsfilter_open", buffer(phone, Phone.utf8(folder)), now);
        return new Filter(phone, now, checked(phone, opened).value());
    }

    /** Opens a list of one's own. */
    static Filter openPinned(Phone phone, byte[] root, byte[] list, String folder, long now) throws Refused {
        Phone.Result opened = phone.call(PREFIX + "constructor_smsfilter_open_pinned",
            buffer(phone, write(out -> writeBytes(out, root))), buffer(phone, write(out -> writeBytes(out, list))),
            buffer(phone, Phone.utf8(folder)), now);
        return new Filter(phone, now, checked(phone, opened).value());
    }

    /** The version of the list in force. */
    long listVersion() throws Refused {
        Phone.Result status = phone.callForBuffer(PREFIX + "method_smsfilter_status", clone(handle), now);
        return ByteBuffer.wrap(taken(phone, checked(phone, status).buffer())).getLong();
    }

    Report check(Sms sms) throws Refused {
        return check(sms.bytes());
    }

    /** Checks the bytes of a message, which may be damaged. */
    Report check(byte[] sms) throws Refused {
        return check(buffer(phone, sms));
    }

    /** Calls with a buffer that says it holds more than it can, which the library answers with a panic. */
    void panic() throws Refused {
        Phone.Buffer sound = buffer(phone, new byte[8]);
        check(new Phone.Buffer(sound.capacity(), sound.capacity() + 1, sound.data()));
    }

    private Report check(Phone.Buffer sms) throws Refused {
        Phone.Result checked = checked(phone, phone.callForBuffer(CHECK, clone(handle), sms, now));
        ByteBuffer report = ByteBuffer.wrap(taken(phone, checked.buffer()));
        String verdict = VERDICTS.get(report.getInt() - 1);
        String issuer = readOptional(report);
        readOptional(report); // the kind
        readOptional(report); // the template
        return new Report(verdict, issuer, report.getInt());
    }

    /** A method takes its object away: each call gets a reference of its own. */
    private long clone(long handle) throws Refused {
        return checked(phone, phone.call(PREFIX + "clone_smsfilter", handle)).value();
    }

    private static Phone.Result checked(Phone phone, Phone.Result result) throws Refused {
        if (result.code() != 0) {
            throw new Refused(result.code(), taken(phone, result.error()));
        }
        return result;
    }

    /** A buffer of the library's own with these bytes, which the call that takes it frees. */
    private static Phone.Buffer buffer(Phone phone, byte[] bytes) throws Refused {
        Phone.Result made = phone.callForBuffer("ffi_asli_ffi_rustbuffer_alloc", (long) bytes.length);
        Phone.Buffer buffer = checked(phone, made).buffer();
        phone.write(buffer, bytes);
        return new Phone.Buffer(buffer.capacity(), bytes.length, buffer.data());
    }

    /** The bytes of a buffer that the library gave away, which is freed. */
    private static byte[] taken(Phone phone, Phone.Buffer buffer) throws Refused {
        byte[] bytes = phone.bytes(buffer);
        checked(phone, phone.call("ffi_asli_ffi_rustbuffer_free", buffer));
        return bytes;
    }

    private static String readOptional(ByteBuffer from) {
        return from.get() == 0 ? null : readText(from);
    }

    /** The next text of a record. */
    static String readText(ByteBuffer from) {
        byte[] text = new byte[from.getInt()];
        from.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] write(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
