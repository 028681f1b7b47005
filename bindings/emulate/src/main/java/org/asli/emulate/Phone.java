package org.asli.emulate;

import com.github.unidbg.AndroidEmulator;
import com.github.unidbg.Module;
import com.github.unidbg.arm.backend.Unicorn2Factory;
import com.github.unidbg.linux.android.AndroidEmulatorBuilder;
import com.github.unidbg.linux.android.AndroidResolver;
import com.github.unidbg.memory.Memory;
import com.github.unidbg.pointer.UnidbgPointer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import unicorn.Arm64Const;
import unicorn.ArmConst;

/**
 * An emulated phone with one library loaded, and calls of the library's C functions.
 *
 * <p>In: the library of an ABI. Out: what its functions return. The layouts of arguments are those of the ARM
 * procedure call standards, for the three types that uniffi's functions take: 64-bit integers, buffers by value, and
 * a pointer to the status of the call, which comes last.
 */
final class Phone implements AutoCloseable {
    /** A buffer by value: capacity, length and address of the bytes, each in eight bytes. */
    static final int BUFFER = 24;

    /** The code of the status, padded to eight bytes, and the buffer of the error. */
    private static final int STATUS = 8 + BUFFER;

    /** Android 6.0, the newest libc that the emulator brings. */
    private static final int API = 23;

    private final AndroidEmulator emulator;
    private final Module library;
    private final UnidbgPointer status;
    private final UnidbgPointer returned;
    private final List<UnidbgPointer> copies = new ArrayList<>();

    Phone(File library, File folder) {
        boolean is64Bit = library.getParentFile().getName().equals("arm64-v8a");
        AndroidEmulatorBuilder builder = is64Bit ? AndroidEmulatorBuilder.for64Bit() : AndroidEmulatorBuilder.for32Bit();
        emulator = builder.setProcessName("org.asli.emulate").setRootDir(folder)
            .addBackendFactory(new Unicorn2Factory(false)).build();
        Memory memory = emulator.getMemory();
        memory.setLibraryResolver(new AndroidResolver(API));
        this.library = emulator.loadLibrary(library);
        status = memory.malloc(STATUS, true).getPointer();
        returned = memory.malloc(BUFFER, true).getPointer();
        for (int copy = 0; copy < 4; copy++) {
            copies.add(memory.malloc(BUFFER, true).getPointer());
        }
    }

    /** What a call came to: zero where it went well, one for an error of the function's own type, two for any other. */
    record Result(int code, long value, Buffer buffer, Buffer error) {}

    /** A buffer of the library's, by value. */
    record Buffer(long capacity, long length, long data) {}

    /** Calls a function that returns a 64-bit integer, or nothing. */
    Result call(String function, Object... arguments) {
        return call(function, false, arguments);
    }

    /** Calls a function that returns a buffer. */
    Result callForBuffer(String function, Object... arguments) {
        return call(function, true, arguments);
    }

    byte[] bytes(Buffer buffer) {
        return buffer.length() == 0 ? new byte[0] : pointer(buffer.data()).getByteArray(0, Math.toIntExact(buffer.length()));
    }

    void write(Buffer buffer, byte[] bytes) {
        pointer(buffer.data()).write(0, bytes, 0, bytes.length);
    }

    /** Names of the libraries of the system that the library asked for. */
    List<String> needed() {
        return library.getNeededLibraries().stream().map(needed -> needed.name).sorted().toList();
    }

    @Override
    public void close() throws IOException {
        emulator.close();
    }

    private Result call(String function, boolean returnsBuffer, Object... arguments) {
        status.setMemory(0, STATUS, (byte) 0);
        Object[] words = emulator.is64Bit() ? words64(returnsBuffer, arguments) : words32(returnsBuffer, arguments);
        long value = library.callFunction(emulator, function, words).longValue();
        if (emulator.is32Bit()) {
            long high = emulator.getBackend().reg_read(ArmConst.UC_ARM_REG_R1).longValue();
            value = value & 0xFFFF_FFFFL | high << 32;
        }
        return new Result(status.getByte(0), value, returnsBuffer ? buffer(returned) : null, buffer(status.share(8, BUFFER)));
    }

    /** One register an argument; buffers by the address of a copy; the place of a returned buffer in X8. */
    private Object[] words64(boolean returnsBuffer, Object... arguments) {
        List<Object> words = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument instanceof Buffer buffer) {
                UnidbgPointer copy = copies.get(words.size());
                copy.setLong(0, buffer.capacity());
                copy.setLong(8, buffer.length());
                copy.setLong(16, buffer.data());
                words.add(copy.peer);
            } else {
                words.add(argument);
            }
        }
        words.add(status.peer);
        if (returnsBuffer) {
            emulator.getBackend().reg_write(Arm64Const.UC_ARM64_REG_X8, returned.peer);
        }
        return words.toArray();
    }

    /** Words of 32 bits, four in registers and the rest on the stack; what has 64 bits begins at an even word. */
    private Object[] words32(boolean returnsBuffer, Object... arguments) {
        List<Object> words = new ArrayList<>();
        if (returnsBuffer) {
            words.add((int) returned.peer);
        }
        for (Object argument : arguments) {
            if (words.size() % 2 == 1) {
                words.add(0);
            }
            if (argument instanceof Buffer buffer) {
                add64(words, buffer.capacity());
                add64(words, buffer.length());
                add64(words, buffer.data());
            } else {
                add64(words, (Long) argument);
            }
        }
        words.add((int) status.peer);
        return words.toArray();
    }

    private static void add64(List<Object> words, long value) {
        words.add((int) value);
        words.add((int) (value >>> 32));
    }

    private Buffer buffer(UnidbgPointer at) {
        long data = emulator.is64Bit() ? at.getLong(16) : at.getInt(16) & 0xFFFF_FFFFL;
        return new Buffer(at.getLong(0), at.getLong(8), data);
    }

    private UnidbgPointer pointer(long address) {
        return UnidbgPointer.pointer(emulator, address);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
