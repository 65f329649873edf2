//! Packs the tables of translations, and gives the program its icon, its version and its manifest on Windows.
//!
//! The latter without a crate: those that do this are built wherever the program is, and this is one call of a tool that
//! comes with the linker.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// The tables of translations, which are four times as large as what they say.
const TEXTS: [&str; 2] = ["de.po", "fr.po"];

/// What Windows shows of the program, and what the program asks of Windows.
const FOLDER: &str = "assets/windows";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={FOLDER}");
    TEXTS.into_iter().for_each(pack);
    if variable("CARGO_CFG_TARGET_OS") != "windows" {
        return;
    }
    let out = variable("OUT_DIR");
    let script = Path::new(&out).join("breakeven.rc");
    fs::write(&script, resources()).expect("the folder for what is built can be written");
    let manifest = Path::new(&variable("CARGO_MANIFEST_DIR")).join(FOLDER).join("breakeven.manifest");
    if variable("CARGO_CFG_TARGET_ENV") == "msvc" {
        let object = Path::new(&out).join("breakeven.res");
        let compile = |tool: &str| {
            let mut command = Command::new(tool);
            command.arg("/nologo").arg("/I").arg(FOLDER).arg("/fo").arg(&object).arg(&script);
            command.status().is_ok_and(|status| status.success())
        };
        if ["rc", "llvm-rc"].into_iter().any(compile) {
            println!("cargo:rustc-link-arg-bins={}", object.display());
            return;
        }
        // The linker can do this much alone.
        println!("cargo:rustc-link-arg-bins=/MANIFEST:EMBED");
        println!("cargo:rustc-link-arg-bins=/MANIFESTINPUT:{}", manifest.display());
        println!("cargo:warning=rc.exe is not in the PATH: the program has no icon and names no version");
        return;
    }
    let object = Path::new(&out).join("breakeven.o");
    let compile = |tool: String| {
        let mut command = Command::new(tool);
        command.arg("--output-format=coff").arg("--include-dir").arg(FOLDER).arg(&script).arg(&object);
        command.status().is_ok_and(|status| status.success())
    };
    let tools = [format!("{}-w64-mingw32-windres", variable("CARGO_CFG_TARGET_ARCH")), "windres".to_owned()];
    if tools.into_iter().any(compile) {
        println!("cargo:rustc-link-arg-bins={}", object.display());
    } else {
        println!("cargo:warning=there is no windres: the program has no icon, no manifest, and names no version");
    }
}

/// Packs a table to where the program takes it from.
fn pack(name: &str) {
    let path = Path::new("assets/texts").join(name);
    println!("cargo:rerun-if-changed={}", path.display());
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&fs::read(&path).expect("the table is there")).expect("memory takes it");
    let to = Path::new(&variable("OUT_DIR")).join(format!("{name}.deflate"));
    fs::write(to, packed.finish().expect("memory takes it")).expect("the folder for what is built can be written");
}

/// What Cargo says.
fn variable(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

/// The script that names icon, manifest and version. 24 is the number of a manifest, 1 that of one of a program.
fn resources() -> String {
    let [version, about] = ["CARGO_PKG_VERSION", "CARGO_PKG_DESCRIPTION"].map(variable);
    let numbers = ["MAJOR", "MINOR", "PATCH"].map(|part| variable(&format!("CARGO_PKG_VERSION_{part}"))).join(",");
    format!(
        r#"1 ICON "breakeven.ico"
1 24 "breakeven.manifest"
1 VERSIONINFO
FILEVERSION {numbers},0
PRODUCTVERSION {numbers},0
FILEOS 0x40004
FILETYPE 1
BEGIN
  BLOCK "StringFileInfo"
  BEGIN
    BLOCK "040904b0"
    BEGIN
      VALUE "CompanyName", "The Breakeven contributors"
      VALUE "Comments", "{about}"
      VALUE "FileDescription", "Breakeven"
      VALUE "FileVersion", "{version}"
      VALUE "InternalName", "breakeven"
      VALUE "LegalCopyright", "MIT or Apache-2.0"
      VALUE "OriginalFilename", "breakeven.exe"
      VALUE "ProductName", "Breakeven"
      VALUE "ProductVersion", "{version}"
    END
  END
  BLOCK "VarFileInfo"
  BEGIN
    VALUE "Translation", 0x409, 1200
  END
END
"#
    )
}
