package io.github.binancepay.tsp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class path of the tests once more, in which the {@link ReflectionRecorder} is called in place
 * of the JDK's reflection.
 */
final class RecordingClasses extends URLClassLoader {
  private static final String RECORDER = ReflectionRecorder.class.getName();
  private static final Set<String> NAMES =
      recorders().map(Method::getName).collect(toUnmodifiableSet());
  private static final Set<String> REPLACED =
      recorders().flatMap(RecordingClasses::replacedBy).collect(toUnmodifiableSet());

  RecordingClasses() throws MalformedURLException {
    super(classPath(), ClassLoader.getPlatformClassLoader());
  }

  /** One of a class of the tests, among the classes of this loader. */
  @SuppressWarnings("unchecked")
  <T> T newInstance(Class<? extends T> type) throws ReflectiveOperationException {
    return (T) loadClass(type.getName()).getDeclaredConstructor().newInstance();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.equals(RECORDER)) {
      return ReflectionRecorder.class;
    }
    try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] read = file.readAllBytes();
      byte[] defined = usesReflection(read) ? rewritten(read) : read;
      return defineClass(name, defined, 0, defined.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  // Most do not, and need not be parsed.
  private static boolean usesReflection(byte[] classFile) {
    String text = new String(classFile, ISO_8859_1);
    return NAMES.stream().anyMatch(text::contains);
  }

  private static byte[] rewritten(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new Rewriting(
                super.visitMethod(access, name, descriptor, signature, exceptions));
          }
        },
        0);
    return writer.toByteArray();
  }

  /** A static method with the receiver as first parameter finds the same on the stack. */
  private static final class Rewriting extends MethodVisitor {
    Rewriting(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (!REPLACED.contains(owner + "." + name + descriptor)) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        return;
      }
      String withReceiver =
          opcode == Opcodes.INVOKESTATIC
              ? descriptor
              : "(L" + owner + ";" + descriptor.substring(1);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, RECORDER.replace('.', '/'), name, withReceiver, false);
    }
  }

  private static Stream<Method> recorders() {
    return Arrays.stream(ReflectionRecorder.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()));
  }

  private static Stream<String> replacedBy(Method recorder) {
    String name = "." + recorder.getName();
    MethodType type = MethodType.methodType(recorder.getReturnType(), recorder.getParameterTypes());
    return Stream.of(
        Type.getInternalName(recorder.getParameterTypes()[0])
            + name
            + type.dropParameterTypes(0, 1).toMethodDescriptorString(),
        "java/lang/Class" + name + type.toMethodDescriptorString(),
        "java/lang/reflect/Proxy" + name + type.toMethodDescriptorString());
  }

  private static URL[] classPath() throws MalformedURLException {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < entries.length; i++) {
      urls[i] = Path.of(entries[i]).toUri().toURL();
    }
    return urls;
  }
}
