"""What a bare call says, and what stands below the help of every command."""

from __future__ import annotations

NAME = "pipeline.py"
SHORT_HELP = """\
售后登记表 → 月报

  python pipeline.py run                        读取 inputs/,生成各月的工作簿和网页到 outputs/
  python pipeline.py run --month 2026-10        只做一个月
  python pipeline.py check 某表.xlsx            只检查一个文件:认成什么表、哪些格要改
  python pipeline.py explain callback.satisfaction_rate --month 2026-10
                                                一个指标由哪些记录算出
  python pipeline.py explain 某表.xlsx          一个文件是怎样读的
  python pipeline.py explain person 王芳        一个人的得分怎样来的，逐行
  python pipeline.py trial 方案.yaml --months 3 把一个考核方案放在过去几个月上试算
  python pipeline.py sample 2026-10             随机抽出一个月要核实的回访，写成抽查表
  python pipeline.py handover 王芳              一个人手上没办完的事，写成交接清单
  python pipeline.py learn 某表.xlsx            认不出的表：可能是什么，要在 config.yaml 加哪几行
  python pipeline.py template                   给录入员的空白登记表，写到“模板”文件夹
  python pipeline.py close 2026-10              封存一个月：之后的改动不改它的数，另列追溯调整
  python pipeline.py categorise 文本.csv        只试投诉分类
  python pipeline.py status                     上次成功的运行、等待的文件、比平时晚交的登记表
  python pipeline.py doctor                     检查环境、文件夹、设置、定时任务
  python pipeline.py run -h                     一个命令的全部选项
"""
EPILOG = "通用选项（可放在任何位置）:--config 文件 · -v/-q · --json · --no-color · --no-input · --version · -h"
HELP = {"help_option_names": ["-h", "--help"]}
