// For developers with the Android SDK. The build that CI runs is Maven's, see README.md.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositoriesMode.set(RepositoriesMode.FAIL_ON_PROJECT_REPOS)
    repositories {
        // Where `cargo xtask aar` puts the library.
        maven {
            url = uri("../target/maven")
            content { includeGroup("org.asli") }
        }
        google()
        mavenCentral()
    }
}

rootProject.name = "asli-demo"
include(":app")
