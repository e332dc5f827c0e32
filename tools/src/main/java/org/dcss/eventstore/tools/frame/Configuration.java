package org.dcss.eventstore.tools.frame;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Values of options that the command line leaves out: from the environment ({@code --key-file} is
 * {@code DCSS_EVENTS_KEY_FILE}), else from the configuration file ({@code key-file = …}).
 */
public final class Configuration implements IDefaultValueProvider {

    private static final String PREFIX = "DCSS_EVENTS_";
    private static final String OPTION = "--config";

    private final Map<String, String> environment;
    private final Properties file;

    /** Where the file is; empty if there is none. */
    private final String name;

    private Configuration(Map<String, String> environment, Properties file, String name) {
        this.environment = environment;
        this.file = file;
        this.name = name;
    }

    /**
     * Reads the configuration file that the arguments or the environment name, if any.
     *
     * @throws ToolException if it cannot be read, or holds a key: files with keys hold nothing else
     */
    public static Configuration of(String[] args, Map<String, String> environment) throws ToolException {
        String named = named(args, environment);
        Properties properties = new Properties();
        if (named != null) {
            try (Reader reader = Files.newBufferedReader(Path.of(named))) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new ToolException(Exit.USAGE, "The configuration file " + named + " cannot be read.", e);
            }
            if (properties.containsKey("key")) {
                throw new ToolException(Exit.USAGE, named + " holds a key. Name its file instead: key-file = FILE");
            }
        }
        return new Configuration(environment, properties, named == null ? "" : named);
    }

    /**
     * Refuses a file with a line that sets nothing: what is misspelt would be left out without a word.
     *
     * @param options of all commands, without the dashes: one file may serve several
     * @throws ToolException if there is such a line; says which option may be meant
     */
    public void refuseUnknown(Set<String> options) throws ToolException {
        for (String line : new TreeSet<>(file.stringPropertyNames())) {
            if (!options.contains(line) || OPTION.endsWith(line)) {
                throw new ToolException(
                        Exit.USAGE,
                        name + ": there is no option \"" + line + "\"."
                                + Nearest.to(line, options)
                                        .map(near -> " Is " + near + " meant?")
                                        .orElse(" dcss-events COMMAND --help names them."));
            }
            if (file.getProperty(line).isBlank()) {
                throw new ToolException(Exit.USAGE, name + ": " + line + " has no value. Write " + line + " = VALUE");
            }
        }
    }

    private static @Nullable String named(String[] args, Map<String, String> environment) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith(OPTION + "=")) {
                return args[i].substring(OPTION.length() + 1);
            }
            if (args[i].equals(OPTION) && i + 1 < args.length) {
                return args[i + 1];
            }
        }
        return environment.get(PREFIX + "CONFIG");
    }

    /** The key in the environment, which is no option: an argument would show it to everybody on the machine. */
    Optional<String> key() {
        return Optional.ofNullable(environment.get(PREFIX + "KEY"));
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String name = option.longestName().substring(2);
        String value = environment.get(PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_'));
        return value != null ? value : file.getProperty(name);
    }
}
