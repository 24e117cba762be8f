package io.github.binancepay.tsp;

import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * What a native image has to be told of: every static method stands for the method of that name of
 * its first parameter's class, or of {@code Class} or {@code Proxy}, and writes down what it was
 * asked for. {@link RecordingClasses} calls it in place of them.
 */
public final class ReflectionRecorder {
  static final Set<String> RECORDED = new ConcurrentSkipListSet<>();

  private static final StackWalker CALLER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private ReflectionRecorder() {}

  public static Field[] getDeclaredFields(Class<?> type) {
    RECORDED.add("fields of " + type.getName());
    return type.getDeclaredFields();
  }

  public static Field getDeclaredField(Class<?> type, String name) throws NoSuchFieldException {
    RECORDED.add("fields of " + type.getName());
    return type.getDeclaredField(name);
  }

  public static Field getField(Class<?> type, String name) throws NoSuchFieldException {
    RECORDED.add("fields of " + type.getName());
    return type.getField(name);
  }

  public static Method[] getDeclaredMethods(Class<?> type) {
    RECORDED.add("methods of " + type.getName());
    return type.getDeclaredMethods();
  }

  public static Method[] getMethods(Class<?> type) {
    RECORDED.add("methods of " + type.getName());
    return type.getMethods();
  }

  public static Method getDeclaredMethod(Class<?> type, String name, Class<?>... parameters)
      throws NoSuchMethodException {
    RECORDED.add("methods of " + type.getName());
    return type.getDeclaredMethod(name, parameters);
  }

  public static Method getMethod(Class<?> type, String name, Class<?>... parameters)
      throws NoSuchMethodException {
    RECORDED.add("methods of " + type.getName());
    return type.getMethod(name, parameters);
  }

  public static Constructor<?>[] getDeclaredConstructors(Class<?> type) {
    RECORDED.add("constructors of " + type.getName());
    return type.getDeclaredConstructors();
  }

  public static Constructor<?> getDeclaredConstructor(Class<?> type, Class<?>... parameters)
      throws NoSuchMethodException {
    RECORDED.add(constructor(type.getName(), parameters));
    return type.getDeclaredConstructor(parameters);
  }

  public static Constructor<?> getConstructor(Class<?> type, Class<?>... parameters)
      throws NoSuchMethodException {
    RECORDED.add(constructor(type.getName(), parameters));
    return type.getConstructor(parameters);
  }

  public static Class<?> forName(String name) throws ClassNotFoundException {
    return forName(name, true, CALLER.getCallerClass().getClassLoader());
  }

  public static Class<?> forName(String name, boolean initialize, ClassLoader loader)
      throws ClassNotFoundException {
    RECORDED.add("class " + name);
    return Class.forName(name, initialize, loader);
  }

  public static Class<?> loadClass(ClassLoader loader, String name) throws ClassNotFoundException {
    RECORDED.add("class " + name);
    return loader.loadClass(name);
  }

  /** A proxy looks the methods of its interfaces up by itself. */
  public static Object newProxyInstance(
      ClassLoader loader, Class<?>[] interfaces, InvocationHandler handler) {
    for (Class<?> each : interfaces) {
      RECORDED.add("proxy of " + each.getName());
      RECORDED.add("methods of " + each.getName());
    }
    return Proxy.newProxyInstance(loader, interfaces, handler);
  }

  public static InputStream getResourceAsStream(Class<?> type, String name) {
    RECORDED.add("resource " + name.replaceFirst("^/", ""));
    return type.getResourceAsStream(name);
  }

  public static URL getResource(Class<?> type, String name) {
    RECORDED.add("resource " + name.replaceFirst("^/", ""));
    return type.getResource(name);
  }

  public static InputStream getResourceAsStream(ClassLoader loader, String name) {
    RECORDED.add("resource " + name);
    return loader.getResourceAsStream(name);
  }

  static String constructor(String type, Class<?>... parameters) {
    return "constructor of " + type + Arrays.toString(parameters);
  }
}
